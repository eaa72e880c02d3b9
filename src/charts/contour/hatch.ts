import { INK } from '../palette.ts';
import { middle } from './axisCells.ts';

/** A cell of a grid, by column and row. */
export type Cell = readonly [number, number];

/** Pixels between two lines. */
const GAP = 14;
const MOST_LINES = 24;
/** Share of a cell that its lines fill. */
const FILLED = 0.97;
/** Three lines in a square, for a legend. */
const ICON = {
  rising: 'path://M0 8L8 0L10 0L0 10ZM5 10L10 5L10 7L7 10ZM0 3L3 0L5 0L0 5Z',
  falling: 'path://M10 8L2 0L0 0L10 10ZM5 10L0 5L0 7L3 10ZM10 3L7 0L5 0L10 5Z',
};

export interface Hatch {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly direction: keyof typeof ICON;
}

/**
 * Cells of a grid crossed out, as one series, and their entry in a legend. The series stands on the second pair
 * of axes, which are unit axes; `cellWidth` is in CSS pixels.
 */
export function hatch({ name, cells, direction }: Hatch, [columns, rows]: Cell, cellWidth: number) {
  const width = columns < 2 ? 0.5 : 0.5 / (columns - 1);
  const height = rows < 2 ? 0.5 : 0.5 / (rows - 1);
  const lines = Math.max(3, Math.min(MOST_LINES, Math.round(cellWidth / GAP)));
  // Where a line crosses the left or the right edge, from one corner to the other.
  const offsets = Array.from({ length: lines }, (_, index) => (4 * (index + 1)) / (lines + 1) - 2);
  const data = cells.flatMap(([column, row]) =>
    offsets.flatMap((offset) => {
      const ends = [Math.max(-1, -1 - offset), Math.min(1, 1 - offset)];
      const points = ends.map((u) => {
        const v = (u + offset) * (direction === 'falling' ? -1 : 1);
        return [
          Number((middle(column, columns) + FILLED * width * u).toFixed(4)),
          Number((middle(row, rows) + FILLED * height * v).toFixed(4)),
        ];
      });
      return [...points, [null, null]];
    }),
  );
  const series = {
    type: 'line',
    name,
    xAxisIndex: 1,
    yAxisIndex: 1,
    data,
    symbol: 'none',
    lineStyle: { color: INK, width: 1, opacity: 0.6 },
    itemStyle: { color: INK },
    tooltip: { show: false },
    silent: true,
  };
  return { series, legend: { name, icon: ICON[direction] } };
}
