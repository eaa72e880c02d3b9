import type { Curve } from '../store/index.ts';

/** Steps of some curves, with the curves that last to their end: the same ones at every step. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Indices of the curves. */
  readonly members: readonly number[];
}

/**
 * The steps of some curves in parts that follow each other. The first is over all curves, as far as all of them last. Each
 * further part begins where the one before it ends, since progress is seen along the same curves only, and goes as far as
 * half of the curves before it do, or to the next end of a curve.
 */
export function stretches(curves: readonly Pick<Curve, 'steps'>[]): Stretch[] {
  const begun = curves.flatMap(({ steps }, index) =>
    steps.length === 0 ? [] : [{ index, from: steps[0]!, to: steps.at(-1)! }],
  );
  const ends = [...new Set(begun.map(({ to }) => to))].sort((a, b) => a - b);
  const lasting = (end: number) => begun.filter(({ to }) => to >= end);
  const found: Stretch[] = [];
  let from = Math.min(...begun.map((curve) => curve.from));
  let least = begun.length;
  for (let next = 0; next < ends.length; next++) {
    while (next + 1 < ends.length && lasting(ends[next + 1]!).length >= least) next++;
    const members = lasting(ends[next]!).map(({ index }) => index);
    found.push({ from, to: ends[next]!, members });
    from = ends[next]!;
    least = Math.ceil(members.length / 2);
  }
  return found;
}
