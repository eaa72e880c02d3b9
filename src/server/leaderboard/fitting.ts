import type { LeaderboardRow } from '../../store/index.ts';
import type { TableColumn } from './columns.ts';

/** CSS pixels, rather too many than too few: a character of a cell and of a head, a cell's padding, a curve. */
const CHARACTER = 8.2;
const HEAD_CHARACTER = 7.4;
const PADDING = 17;
const CURVE = 100;

/**
 * The columns that fit beside each other into `room` CSS pixels, in their order: first those that `isNeeded`, then
 * each of the others that still fits.
 */
export function fitting(
  columns: readonly TableColumn[],
  rows: readonly LeaderboardRow[],
  room: number,
  isNeeded: (column: TableColumn) => boolean,
): TableColumn[] {
  let left = room;
  const kept = new Set<TableColumn>();
  for (const column of [...columns].sort((a, b) => Number(isNeeded(b)) - Number(isNeeded(a)))) {
    const width = widthOf(column, rows);
    if (!isNeeded(column) && width > left) continue;
    kept.add(column);
    left -= width;
  }
  return columns.filter((column) => kept.has(column));
}

function widthOf(column: TableColumn, rows: readonly LeaderboardRow[]): number {
  const head = Math.max(...column.title.split(/(?<=[_./ ])/).map(({ length }) => length)) * HEAD_CHARACTER;
  const cells = column.picture
    ? CURVE
    : Math.max(0, ...rows.map((row) => column.read(row).length)) * CHARACTER;
  return PADDING + Math.max(head, cells);
}
