/** At most `most` of the values (two or more), evenly chosen, the first and the last among them. */
export function thin<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  const step = (values.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => values[Math.round(index * step)]!);
}

/** The share of the drawn values that are the best ones. */
const BEST_SHARE = 0.25;

/**
 * At most `most` of the values, which come best first: the best quarter of that number, and an even choice of
 * the rest.
 */
export function thinRanked<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  const best = Math.ceil(most * BEST_SHARE);
  const others = most - best;
  const step = (values.length - best) / others;
  const rest = Array.from({ length: others }, (_, index) => values[best + Math.floor(index * step)]!);
  return [...values.slice(0, best), ...rest];
}

interface Line {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

/**
 * At most about `most` points of a curve: the first, the last, the lowest and the highest of each run of
 * points.
 */
export function thinCurve({ steps, values }: Line, most: number): Line {
  if (steps.length <= most) return { steps, values };
  const run = Math.ceil(steps.length / Math.max(1, Math.floor(most / 4)));
  const kept: number[] = [];
  for (let start = 0; start < steps.length; start += run) {
    const end = Math.min(start + run, steps.length);
    let [low, high] = [start, start];
    for (let index = start; index < end; index++) {
      const value = values[index]!;
      if (value === null) continue;
      if (values[low] === null || value < values[low]!) low = index;
      if (values[high] === null || value > values[high]!) high = index;
    }
    kept.push(...[...new Set([start, low, high, end - 1])].sort((a, b) => a - b));
  }
  return { steps: kept.map((index) => steps[index]!), values: kept.map((index) => values[index]!) };
}
