import { betaCumulative, betaQuantile } from '../space/incompleteBeta.ts';

/**
 * The chance that Student's t with `freedom` degrees of freedom, whole or not, is at least as far from 0 as `t`. With x =
 * ν / (ν + t²) it is the incomplete beta function Iₓ(ν/2, ½): Abramowitz and Stegun 1964, 26.5.27 and 26.7.1.
 */
export function chanceBeyondT(t: number, freedom: number): number {
  return betaCumulative(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** How far from 0 Student's t lies with that chance. */
export function reachOfT(chance: number, freedom: number): number {
  const x = betaQuantile(chance, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - x)) / x);
}
