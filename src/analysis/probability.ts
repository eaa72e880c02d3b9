import { SIGNIFICANCE_LEVEL } from './verdict.ts';

/** Below it, a p-value is about to underflow. */
export const SMALLEST_P = 1e-300;

/** `0.250`; with enough digits that it stays on its side of the level. */
export function probability(p: number): string {
  if (p < SMALLEST_P) return `below ${SMALLEST_P}`;
  if (p < 0.001) return p.toExponential(1);
  const misleads = (digits: number) =>
    Number(p.toFixed(digits)) < SIGNIFICANCE_LEVEL !== p < SIGNIFICANCE_LEVEL;
  let digits = 3;
  while (misleads(digits)) digits++;
  return p.toFixed(digits);
}

/** `p = 0.250`, or `p below 1e-300`. */
export function pWords(p: number): string {
  return p < SMALLEST_P ? `p ${probability(p)}` : `p = ${probability(p)}`;
}
