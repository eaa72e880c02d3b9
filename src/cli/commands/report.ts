import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { SweepError } from '../../errors.ts';
import { safetensorsBytes } from '../../export/safetensors.ts';
import { fileNamePart } from '../../fileName.ts';
import { makeReport, type ReportDocument, renderHtml, renderMarkdown } from '../../report/index.ts';
import { findSweep, openDatabase, type SweepInfo } from '../../store/index.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import type { Context } from '../context.ts';
import { findDataset } from '../dashboard/findDataset.ts';
import { requireFree } from '../output/freePath.ts';
import { writeFileWhole } from '../output/wholeFile.ts';
import { writeFolderWhole } from '../output/wholeFolder.ts';
import { writingTo } from '../output/writingTo.ts';

type ReportFormat = 'html' | 'markdown';

export interface ReportArguments {
  readonly sweep?: string | undefined;
  /** By default the format of the file's ending, or else HTML. */
  readonly format?: ReportFormat | undefined;
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
  readonly where?: string | undefined;
}

const ENDINGS: Readonly<Record<ReportFormat, readonly string[]>> = {
  html: ['.html', '.htm'],
  markdown: ['.md', '.markdown'],
};

/** Names of files in a report's folder: it is not removed if it holds any other file. */
const OWN_FILE = /^figure-\d+-[\w-]+\.(svg|png)$/;

/** Writes the results of a sweep as one file to keep, to print or to send. */
export async function reportCommand(options: ReportArguments, context: Context): Promise<number> {
  const { sweep: name, where, force = false } = options;
  const format = formatOf(options);
  const db = openDatabase(context.database, { readonly: true });
  try {
    const sweep = findSweep(db, name);
    const out = options.out ?? `${fileNamePart(sweep.name)}-report${ENDINGS[format][0]}`;
    const path = out === '-' ? undefined : resolve(out);
    if (path !== undefined) requirePlace(path, format, force);
    const report = await makeReport(db, { sweep: String(sweep.id), where }, picturesOf, safetensorsBytes);
    if (path === undefined) print(report, sweep, format, context);
    else tell(write(report, format, path), { out, path, sweep, format }, context);
    return 0;
  } finally {
    db.close();
  }
}

/**
 * @throws SweepError `usage` for a path whose ending belongs to no report format, or not to the one asked
 * for.
 */
function formatOf({ format, out }: ReportArguments): ReportFormat {
  if (out === undefined || out === '-') return format ?? 'html';
  if (/[/\\]$/.test(out)) {
    const example = `${out}report${ENDINGS[format ?? 'html'][0]}`;
    throw new SweepError('usage', `${out} is a folder, and a report is a file.`, `Such as --out ${example}.`);
  }
  const ending = extname(out).toLowerCase();
  const ofEnding = (['html', 'markdown'] as const).find((one) => ENDINGS[one].includes(ending));
  if (ending === '.pdf') {
    throw new SweepError(
      'usage',
      'A report is HTML or Markdown.',
      'Write it as HTML: a browser prints that as PDF.',
    );
  }
  if (format !== undefined && ofEnding !== undefined && format !== ofEnding) {
    const message = `${basename(out)} is ${ofEnding} by its ending, and the format is ${format}.`;
    throw new SweepError('usage', message, `Leave --format, or end it in ${ENDINGS[format][0]}.`);
  }
  return format ?? ofEnding ?? 'html';
}

function requirePlace(path: string, format: ReportFormat, force: boolean): void {
  writingTo(path, () => requireFree(path, force));
  if (format === 'markdown') requireOwnFolder(folderOf(path), force);
}

/** The folder of `report.md` is `report_files`, beside it. */
function folderOf(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}_files`);
}

function requireOwnFolder(folder: string, force: boolean): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const message = `${folder} is for the pictures of the report, and is no folder that can be read.`;
    throw new SweepError('export_failed', message, 'Choose another --out.', error);
  }
  const foreign = names.find((name) => !OWN_FILE.test(name));
  if (foreign !== undefined) {
    const message = `${folder} is for the pictures of the report, and holds ${foreign}, which no report wrote.`;
    throw new SweepError('export_failed', message, 'Choose another --out.');
  }
  if (!force) {
    const hint = 'Choose another --out, or overwrite it with --force.';
    throw new SweepError(
      'export_failed',
      `${folder}, the folder for the pictures of the report, exists.`,
      hint,
    );
  }
}

/** The test images of that dataset, found on this machine. */
async function picturesOf(dataset: DatasetSummary) {
  try {
    const { input, test } = await findDataset(dataset);
    return { shape: input.shape, bytes: test.images };
  } catch (error) {
    // A report does not repeat which command would help on this machine.
    if (error instanceof SweepError) return { missing: error.message };
    throw error;
  }
}

function print(report: ReportDocument, sweep: SweepInfo, format: ReportFormat, context: Context): void {
  const text = format === 'html' ? renderHtml(report) : renderMarkdown(report, undefined).text;
  if (context.json) context.printJson({ format, sweep: sweep.id, text });
  else process.stdout.write(text);
}

interface Written {
  readonly bytes: number;
  /** Folder of the picture files. */
  readonly folder: string | undefined;
}

function write(report: ReportDocument, format: ReportFormat, path: string): Written {
  if (format === 'html') return writeText(path, renderHtml(report));
  const folder = folderOf(path);
  const { text, files } = renderMarkdown(report, basename(folder));
  if (files.size === 0) {
    const written = writeText(path, text);
    // The pictures of an earlier report.
    writingTo(folder, () => rmSync(folder, { recursive: true, force: true }));
    return written;
  }
  const pictureFiles = [...files].map(([name, content]) => ({ path: name, content }));
  writingTo(folder, () => writeFolderWhole(folder, pictureFiles, () => void writeText(path, text)));
  const pictures = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  return { bytes: Buffer.byteLength(text) + pictures, folder };
}

function writeText(path: string, text: string): Written {
  writingTo(path, () => writeFileWhole(path, text));
  return { bytes: Buffer.byteLength(text), folder: undefined };
}

function tell(
  { bytes, folder }: Written,
  { out, path, sweep, format }: { out: string; path: string; sweep: SweepInfo; format: ReportFormat },
  { json, print, printJson }: Context,
): void {
  if (json) printJson({ format, sweep: sweep.id, path, bytes, ...(folder === undefined ? {} : { folder }) });
  else {
    const beside = folder === undefined ? '' : ` and its pictures, ${join(dirname(out), basename(folder))}`;
    print(
      `Wrote ${out}${beside} (${(bytes / 1000).toFixed(0)} kB): a report of ${sweep.name}, sweep ${sweep.id}.`,
    );
  }
}
