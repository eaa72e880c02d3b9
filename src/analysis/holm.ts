/**
 * The p-values of several tests, in order, adjusted so that the chance of any false finding among them stays
 * below the level that each is held against. With m tests and the k-th smallest p-value, counted from 0, it is the largest of
 * (m − j)·pⱼ for j ≤ k, at most 1. Source: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let most = 0;
  for (const [rank, index] of [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]!).entries()) {
    most = Math.min(1, Math.max(most, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = most;
  }
  return adjusted;
}
