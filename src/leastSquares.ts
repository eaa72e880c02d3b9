/** Rounds of coordinate descent; a handful of unknowns converges long before. */
const MOST_ROUNDS = 2000;
const SETTLED = 1e-9;

export interface LeastSquares {
  /** One row of factors for each equation. */
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
  /** The weight of each equation. */
  readonly weights: readonly number[];
  /** The values that unknowns tend to if the equations say little of them, and how strongly. */
  readonly center: readonly number[];
  readonly ridge: number;
}

/**
 * The non-negative unknowns with the least Σ weight · (row · unknowns − target)² + ridge · Σ (unknown − center)², by
 * coordinate descent on the normal equations (Franc, Hlaváč and Navara 2005).
 */
export function nonNegativeLeastSquares({ rows, targets, weights, center, ridge }: LeastSquares): number[] {
  const size = center.length;
  const products = center.map((_, i) => center.map((_, j) => (i === j ? ridge : 0)));
  const right = center.map((value) => ridge * value);
  for (const [index, row] of rows.entries()) {
    const weight = weights[index]!;
    for (let i = 0; i < size; i++) {
      right[i]! += weight * row[i]! * targets[index]!;
      for (let j = 0; j < size; j++) products[i]![j]! += weight * row[i]! * row[j]!;
    }
  }
  const unknowns = center.map((value) => Math.max(0, value));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let i = 0; i < size; i++) {
      const own = products[i]![i]!;
      if (own <= 0) continue;
      const others = products[i]!.reduce((sum, value, j) => sum + (j === i ? 0 : value * unknowns[j]!), 0);
      const next = Math.max(0, (right[i]! - others) / own);
      moved = Math.max(moved, Math.abs(next - unknowns[i]!));
      unknowns[i] = next;
    }
    if (moved < SETTLED) break;
  }
  return unknowns;
}
