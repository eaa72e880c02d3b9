import type { Curve } from '../store/index.ts';
import { thin } from '../thin.ts';
import type { ChartTable } from './chart.ts';

/** Tables with more columns are left to the trials' own pages. */
const MOST_COLUMNS = 200;

/** The steps of some curves together, ascending. */
export function stepsOf(curves: readonly Curve[]): number[] {
  return [...new Set(curves.flatMap(({ steps }) => steps))].sort((a, b) => a - b);
}

/** The steps that are columns of a table: all, or an even choice of them. */
export function tableSteps(curves: readonly Curve[]): readonly number[] {
  return thin(stepsOf(curves), MOST_COLUMNS);
}

/** `epoch 1`, `2`, `3`. */
export function stepColumns(steps: readonly number[], stepName: string): ChartTable['columns'] {
  return steps.map((step, index) => ({
    title: index === 0 ? `${stepName} ${step}` : String(step),
    numeric: true,
  }));
}

/** A curve's values at some steps, up to its last one; null if it has none there. */
export function valuesAt({ steps, values }: Curve, asked: readonly number[]): (number | null)[] {
  const at = new Map(steps.map((step, index) => [step, values[index]!]));
  const last = steps.at(-1) ?? Number.NEGATIVE_INFINITY;
  return asked.filter((step) => step <= last).map((step) => at.get(step) ?? null);
}
