import { SweepError } from '../../errors.ts';
import { DATA_FORMATS, type DataFormat, dataFormatOf, findDataFormat } from '../../export/data/index.ts';
import { FORMATS } from '../../export/index.ts';
import { listed } from '../../format.ts';

export interface WrittenFormat {
  readonly format?: string | undefined;
  /** A path, or `-` for standard output. */
  readonly out?: string | undefined;
}

/**
 * The format of a table: the named one, or that of the file's ending, or else CSV; JSON if standard output is
 * to be JSON.
 * @throws SweepError `usage` if it is no table format, or contradicts the ending or `--json`.
 */
export function tableFormat(table: string, { format, out }: WrittenFormat, json: boolean): DataFormat {
  const toStdout = out === undefined || out === '-';
  const named = format === undefined ? undefined : findDataFormat(format);
  if (format !== undefined && !named) throw noFormatOfTables(table, format);
  if (toStdout) return forStdout(table, named, json);
  const ofEnding = dataFormatOf(out);
  if (named && ofEnding && named !== ofEnding) {
    const message = `--format ${named.name} and --out ${out} do not fit: ${ofEnding.ending} is ${ofEnding.name}.`;
    throw new SweepError(
      'usage',
      message,
      `Leave --format, or write to a file that ends in ${named.ending}.`,
    );
  }
  const found = named ?? ofEnding;
  if (found) return found;
  const endings = DATA_FORMATS.map(({ ending }) => ending).join(', ');
  const message = `The ending of ${out} names no format of tables.`;
  throw new SweepError('usage', message, `Give it one of ${endings}, or say --format ${names()}.`);
}

function forStdout(table: string, named: DataFormat | undefined, json: boolean): DataFormat {
  if (json && named && named.name !== 'json') {
    const message = `--json puts JSON on standard output, and --format ${named.name} is none.`;
    throw new SweepError(
      'usage',
      message,
      `Leave one of them, or write to a file: --out ${table}${named.ending}.`,
    );
  }
  const format = named ?? findDataFormat(json ? 'json' : 'csv')!;
  if (format.isText || !process.stdout.isTTY) return format;
  const hint = `Write it to a file: --out ${table}${format.ending}.`;
  throw new SweepError('usage', `${format.name} is binary, and standard output is a terminal.`, hint);
}

function noFormatOfTables(table: string, format: string): SweepError {
  const hint = FORMATS.some(({ name }) => name === format)
    ? `${format} is of a trial, such as \`sweep export best --format ${format}\`; ${table} take ${names()}.`
    : `There are ${names()}.`;
  return new SweepError('usage', `${table} cannot be written as ${format}.`, hint);
}

function names(): string {
  return listed(
    DATA_FORMATS.map(({ name }) => name),
    'or',
  );
}

/**
 * @throws SweepError `usage` if a trial is to be exported with options that only tables take.
 */
export function refuseTableOptions(
  trial: string,
  { format, where }: { readonly format?: string | undefined; readonly where?: string | undefined },
): void {
  const table = format === undefined ? undefined : findDataFormat(format);
  if (table) {
    const trials = FORMATS.map(({ name }) => name).join(', ');
    const hint = `\`sweep export trials --format ${table.name}\` writes all trials, \`export epochs\` their epochs; a trial takes ${trials}.`;
    throw new SweepError('usage', `The trial ${trial} cannot be written as ${table.name}.`, hint);
  }
  if (where === undefined) return;
  const hint = `\`sweep export trials --where …\` writes those that pass it.`;
  throw new SweepError(
    'usage',
    '--where filters tables of trials and epochs, and this exports a single trial.',
    hint,
  );
}
