import type { ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import { printableCell } from '../../printable.ts';

/** Columns of the terminal between two columns of a table. */
export const GAP = 2;

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
}

/** Rows under bold titles, without lines; columns are aligned to the left unless they say otherwise. */
export function table(
  chalk: ChalkInstance,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const drawn = new Table({
    head: columns.map(({ title }) => chalk.bold(title)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  drawn.push(...rows.map((row) => row.map(printableCell)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
