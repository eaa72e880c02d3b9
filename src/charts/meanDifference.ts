import { type PairedDifference, pairedDifference } from '../analysis/index.ts';

interface Measured {
  readonly means: readonly [first: number, second: number];
  readonly difference: number;
}

/** The error of a difference, as a share of the values that it is of. */
const ROUNDING = 1e-12;

/**
 * The mean difference of pairs. Where all differ alike, up to rounding, it has neither interval nor p-value: Student's
 * come from the variance.
 */
export function meanDifference(pairs: readonly Measured[]): PairedDifference {
  const differences = pairs.map(({ difference }) => difference);
  const found = pairedDifference(differences);
  const [low, high] = [
    differences.reduce((a, b) => Math.min(a, b)),
    differences.reduce((a, b) => Math.max(a, b)),
  ];
  const size = pairs.reduce(
    (most, { means: [first, second] }) => Math.max(most, Math.abs(first), Math.abs(second)),
    0,
  );
  return high - low <= ROUNDING * size ? { ...found, interval: undefined, pValue: undefined } : found;
}
