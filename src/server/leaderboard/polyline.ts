import { thin } from '../../thin.ts';

/** At this size, more points cannot be told apart. */
export const MOST_POINTS = 60;

/** The points of a curve from left to right, its lowest value at the bottom; empty for fewer than two values. */
export function polyline(values: readonly (number | null)[], width = 100, height = 24): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const range = Math.max(...known) - low || 1;
  const drawn = thin(values, MOST_POINTS);
  return drawn
    .flatMap((value, index) => {
      if (value === null) return [];
      const x = 1 + (index / (drawn.length - 1)) * (width - 2);
      const y = height - 1 - ((value - low) / range) * (height - 2);
      return [`${tenths(x)},${tenths(y)}`];
    })
    .join(' ');
}

/** One decimal, faster than `toFixed`; a page of rows needs thousands of them. */
function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}
