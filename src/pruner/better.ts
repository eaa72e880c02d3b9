import type { Curve } from '../metric/curve.ts';
import { type Goal, isBetter } from '../metric/metric.ts';

/** Compares values by the goal of a sweep. Values are finite. */
export class Better {
  private readonly goal: Goal;

  constructor(goal: Goal) {
    this.goal = goal;
  }

  isWorse(value: number, than: number): boolean {
    return isBetter(than, value, this.goal);
  }

  /** A sorted copy, best first. */
  sorted(values: readonly number[]): number[] {
    return values.toSorted((a, b) => (this.goal === 'maximize' ? b - a : a - b));
  }

  /** The best of one or more values. */
  best(values: readonly number[]): number {
    return values.reduce((best, value) => (this.isWorse(best, value) ? value : best));
  }

  /** The best value of a curve that is not empty. */
  bestOf(curve: Curve): number {
    return this.best(curve.map(({ value }) => value));
  }

  /** Follows "was": `below` or `above`. */
  get worseWord(): string {
    return this.goal === 'maximize' ? 'below' : 'above';
  }
}
