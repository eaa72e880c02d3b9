import type { Random } from '../../random.ts';

/** A number between the two, evenly. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

export function chance(random: Random, probability: number): boolean {
  return random.uniform() < probability;
}
