import { count, plural } from '../format.ts';

/** The best are always among those that are drawn. */
const BEST_SHARE = 0.25;

/** At most so many of the items, which come best first: the best quarter of them, and an even choice of the rest. */
export function choose<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const best = Math.ceil(most * BEST_SHARE);
  const others = most - best;
  const step = (items.length - best) / others;
  const rest = Array.from({ length: others }, (_, index) => items[best + Math.floor(index * step)]!);
  return [...items.slice(0, best), ...rest];
}

/** `All 48 configurations.` or `500 of 9,871 configurations: the best, and an even choice of the rest.` */
export function chosenOf(drawn: number, all: number, noun: string): string {
  const total = plural(all, noun);
  if (drawn === all) return all === 1 ? `One ${noun}.` : `All ${total}.`;
  return `${count(drawn)} of ${total}: the best, and an even choice of the rest.`;
}
