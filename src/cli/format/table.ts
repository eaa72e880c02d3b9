import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { listed, plural } from '../../format.ts';
import { printableCell } from '../../printable.ts';
import type { Context } from '../context.ts';
import { cut, textWidth, wrapped } from './terminal.ts';

/** Columns of the terminal between two columns of a table. */
export const GAP = 2;
/** A text that has to be cut keeps at least this. */
const LEAST_TEXT = 8;
const LEAST_PROSE = 32;

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /**
   * How soon it is left out of a narrow terminal: the highest number first, of equal ones the last, 0 never. If
   * absent, 1, and 0 for the first column.
   */
  readonly yields?: number;
  /** Sentences, which are cut before a column is left out. */
  readonly isProse?: boolean;
}

/** Where a table is printed, and how wide it may be. */
export type Terminal = Pick<Context, 'chalk' | 'columns'>;

/**
 * Rows under bold titles, without lines; columns are aligned to the left unless they say otherwise. Columns
 * that do not fit into the terminal are left out, counted and named below it.
 */
export function table(
  { chalk, columns: width = Number.POSITIVE_INFINITY }: Terminal,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map((row) => row.map(printableCell));
  const widths = columns.map(({ title }, at) =>
    Math.max(textWidth(title), ...cells.map((row) => textWidth(row[at] ?? ''))),
  );
  const least = widths.map((each, at) => (columns[at]!.isProse ? Math.min(each, LEAST_PROSE) : each));
  const shown = fitting(columns, least, width);
  const most = cutTo(columns, shown, widths, width);
  const fitted = (text: string, at: number) =>
    textWidth(text) <= most[at]! ? text : cut(stripVTControlCharacters(text), most[at]!);
  const drawn = new Table({
    head: shown.map((at) => chalk.bold(columns[at]!.title)),
    colAligns: shown.map((at) => columns[at]!.align ?? 'left'),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  drawn.push(...cells.map((row) => shown.map((at) => fitted(row[at] ?? '', at))));
  const text = drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  const left = columns.filter((_, at) => !shown.includes(at)).map(({ title }) => title);
  const notes = [
    ...(left.length > 0 ? [`+${plural(left.length, 'column')}, --wide: ${listed(left)}`] : []),
    ...(shown.some((at) => most[at]! < widths[at]!) ? ['Long texts are cut: --wide shows them whole.'] : []),
  ];
  return [text, ...notes.map((note) => chalk.dim(wrapped(note, width)))].join('\n');
}

/** The places of the columns that fit, after leaving out those that yield most, the last of them first. */
function fitting(
  columns: readonly TableColumn[],
  widths: readonly number[],
  width: number,
): readonly number[] {
  const yieldsAt = (at: number) => columns[at]!.yields ?? (at === 0 ? 0 : 1);
  const shown = columns.map((_, at) => at);
  while (total(shown, widths) > width) {
    const most = Math.max(...shown.map(yieldsAt));
    if (most === 0) break;
    shown.splice(
      shown.findLastIndex((at) => yieldsAt(at) === most),
      1,
    );
  }
  return shown;
}

/** The widths of columns, once the widest texts are cut where no column can be left out any more. */
function cutTo(
  columns: readonly TableColumn[],
  shown: readonly number[],
  widths: readonly number[],
  width: number,
): readonly number[] {
  const most = [...widths];
  const texts = shown.filter((at) => columns[at]!.align !== 'right');
  for (let over = total(shown, most) - width; over > 0; over = total(shown, most) - width) {
    const widest = Math.max(...texts.map((at) => most[at]!));
    if (widest <= LEAST_TEXT) break;
    most[texts.find((at) => most[at] === widest)!]! -= 1;
  }
  return most;
}

function total(shown: readonly number[], widths: readonly number[]): number {
  return shown.reduce((sum, at) => sum + widths[at]! + GAP, -GAP);
}
