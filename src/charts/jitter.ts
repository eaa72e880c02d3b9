import type { Scale } from './scale.ts';
import { axis } from './style.ts';

/** Of the room of a category, how much its points take, and how many fill that. */
const WIDTH = 0.6;
const FULL = 60;
/** The fractional parts of its multiples fill an interval evenly, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where points of categories stand: beside one another, as on one spot the many would hide how many they are. A trial
 * always has the same place.
 */
export function jitter(points: readonly { readonly trial: number; readonly position: number }[]): number[] {
  const counts = new Map<number, number>();
  for (const { position } of points) counts.set(position, (counts.get(position) ?? 0) + 1);
  return points.map(({ trial, position }) => {
    const width = WIDTH * Math.min(1, (counts.get(position)! - 1) / FULL);
    return position + width * (((trial * GOLDEN) % 1) - 0.5);
  });
}

/** An axis that names the categories, and one, not drawn, on which points can stand between them. */
export function jitterAxes(name: string, { categories }: Scale): object[] {
  return [
    axis(name, 'x', { type: 'category', data: categories, splitLine: { show: false } }),
    { type: 'value', min: -0.5, max: categories.length - 0.5, show: false },
  ];
}
