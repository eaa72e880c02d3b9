import type { Scale } from './scale.ts';
import { placesAxis } from './style.ts';

/** The share of a category's width that its points use, and the number of points that fill it. */
const WIDTH = 0.6;
const FULL = 60;
/** The fractional parts of their multiples fill an interval evenly, for any number of points. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SILVER = Math.sqrt(2) - 1;

/**
 * Positions of points in categories: side by side, since many points on one spot would hide their number. A
 * trial always has the same position.
 */
export function jitter(
  points: readonly { readonly trial: number; readonly position: number }[],
  direction: 'x' | 'y' = 'x',
): number[] {
  const turn = direction === 'x' ? GOLDEN : SILVER;
  const counts = new Map<number, number>();
  for (const { position } of points) counts.set(position, (counts.get(position) ?? 0) + 1);
  return points.map(({ trial, position }) => {
    const width = WIDTH * Math.min(1, (counts.get(position)! - 1) / FULL);
    return position + width * (((trial * turn) % 1) - 0.5);
  });
}

/** An axis that names the categories, and one, not drawn, that places points between them. */
export function jitterAxes(name: string, { categories }: Scale): object[] {
  return [
    placesAxis(name, 'x', categories),
    { type: 'value', min: -0.5, max: categories.length - 0.5, show: false },
  ];
}
