import { once } from 'node:events';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SweepError } from '../../errors.ts';
import { excerptOf } from '../../export/data/excerpt.ts';
import { type DataFormat, TABLE_NAMES, type TableName } from '../../export/data/index.ts';
import type { Excerpt } from '../../export/data/table.ts';
import { plural } from '../../format.ts';
import { printableLines } from '../../printable.ts';
import { Boards, type Database, findSweep, listSweeps, type SweepInfo, whyNone } from '../../store/index.ts';
import { unwritable } from '../../unwritable.ts';
import type { Context } from '../context.ts';
import { readingAwhile } from '../database.ts';
import { onInterrupt } from '../interrupt.ts';
import { requireFree } from '../output/freePath.ts';
import { outputs } from '../output/outputs.ts';
import { writePiecesWhole } from '../output/wholeFile.ts';
import { writingTo } from '../output/writingTo.ts';
import { tableFormat } from './tableFormat.ts';

export interface TableArguments {
  /** `all`, or a sweep; the latest sweep if absent. */
  readonly sweep?: string | undefined;
  readonly where?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

export function isTableName(name: string): name is TableName {
  return TABLE_NAMES.some((each) => each === name);
}

/** Writes the trials of a sweep, or their epochs, as a table. */
export async function exportTable(
  name: TableName,
  options: TableArguments,
  context: Context,
): Promise<number> {
  const { out, where } = options;
  const path = out === undefined || out === '-' ? undefined : resolve(out);
  if (path !== undefined) writingTo(path, () => requireFree(path, options.force === true));
  const format = tableFormat(name, options, context.json);
  return readingAwhile(context, async (db) => {
    const sweeps = sweepsOf(db, options.sweep, context);
    const excerpt = excerptOf(db, { table: name, sweeps, where });
    if (format.name !== 'latex') sayWhatIsMissing(excerpt, context);
    const counted = counting(excerpt);
    if (path === undefined) {
      const writer = await format.load();
      await printPieces(writer.write(counted.excerpt));
    } else await writeFile(path, out!, format, counted, context);
    return 0;
  });
}

async function writeFile(
  path: string,
  out: string,
  format: DataFormat,
  counted: Counted,
  context: Context,
): Promise<void> {
  outputs.workGoesOn();
  const writer = await format.load();
  const interrupt = onInterrupt(() => undefined);
  try {
    await writePiecesWhole(path, writer.write(counted.excerpt), async () => {
      await setImmediate();
      if (!interrupt.signal.aborted) return;
      throw new SweepError('interrupted', `${path} was not written: stopped on request.`);
    });
  } catch (error) {
    throw unwritable(path, error);
  } finally {
    interrupt.dispose();
  }
  const { table, sweeps } = counted.excerpt;
  const rows = counted.rows();
  if (context.json) {
    const ids = sweeps.map(({ id }) => id);
    context.printJson({ format: format.name, table: table.name, sweeps: ids, rows, path });
  } else {
    const size =
      rows === undefined ? '' : `: ${plural(rows, 'row')} of ${plural(table.columns.length, 'column')}`;
    context.print(`Wrote ${out}${size}. Read it: ${writer.use(out)}`);
  }
}

/** An excerpt that counts the rows that are read from it. */
interface Counted {
  readonly excerpt: Excerpt;
  /** Undefined if the format read none. */
  rows(): number | undefined;
}

function counting(excerpt: Excerpt): Counted {
  let count: number | undefined;
  const { table } = excerpt;
  function* rows() {
    count = 0;
    for (const row of table.rows()) {
      count++;
      yield row;
    }
  }
  return { excerpt: { ...excerpt, table: { ...table, rows } }, rows: () => count };
}

function sweepsOf(db: Database, sweep: string | undefined, { note }: Context): readonly SweepInfo[] {
  if (sweep !== 'all') return [findSweep(db, sweep)];
  const sweeps = listSweeps(db).reverse();
  const named = sweeps.filter(({ name }) => name === 'all');
  for (const { id } of named) note(`This takes all sweeps; the sweep with the name all is --sweep ${id}.`);
  return sweeps.length > 0 ? sweeps : [findSweep(db)];
}

/** An empty table is a valid answer, but seldom the one that was expected. */
function sayWhatIsMissing({ table, sweeps, db, where }: Excerpt, { note }: Context): void {
  const [first] = table.rows();
  if (first) return;
  const row = table.name === 'trials' ? 'trial' : 'epoch';
  if (where === undefined) note(`There is no ${row} yet.`);
  else
    note(
      [
        `No ${table.name === 'trials' ? 'trial' : 'epoch of a trial'} matches ${where}.`,
        ...whyNoTrial(db, sweeps, where),
      ].join('\n'),
    );
}

function whyNoTrial(db: Database, [sweep, another]: readonly SweepInfo[], where: string): string[] {
  const boards = new Boards(db);
  const rows = (filter?: string) => boards.leaderboard(sweep!.id, { where: filter, by: 'trial' });
  return another || rows(where).length > 0 ? [] : whyNone(where, boards.columns(sweep!.id), rows);
}

/**
 * Sends pieces to standard output as fast as it accepts them. A terminal gets lines without deceiving
 * characters; a pipe gets every byte, until its reader has enough.
 */
async function printPieces(pieces: Iterable<string | Uint8Array>): Promise<void> {
  const { stdout } = process;
  for (const piece of pieces) {
    const shown =
      stdout.isTTY && typeof piece === 'string'
        ? printableLines(piece.replaceAll('\r\n', '\n'), false)
        : piece;
    if (stdout.write(shown)) continue;
    if (!stdout.writable) return;
    await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined);
    if (!stdout.writable) return;
  }
}
