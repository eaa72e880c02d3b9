import {
  type Database,
  leaderboard,
  mean,
  metricCurves,
  metricNames,
  type SweepInfo,
  sampleStd,
} from '../../../store/index.ts';
import { thin } from '../../../thin.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { varyingParameters } from '../../../trial/varying.ts';
import type { Excerpt } from '../table.ts';
import { onDataset, provenance, spreadWords } from './caption.ts';
import { type LatexTable, labelOf } from './environment.ts';
import { escapeLatex, latexValue } from './escape.ts';
import { rankedSweep } from './ranked.ts';
import { latexSpread } from './spread.ts';

/** No page is wide enough for more metrics, and nobody reads more rows. */
const MOST_METRICS = 6;
const MOST_ROWS = 200;

/** The metrics of the best configuration by epoch or step, over its seeds that have completed. */
export function curveTable(excerpt: Excerpt): LatexTable {
  const ranked = rankedSweep(excerpt);
  const { sweep } = ranked;
  const { stepName } = trainableOf(sweep.trainable);
  const { row, completed } = ranked.configurations[0]!;
  const numbers = completed.map(({ number }) => number);
  const measured = metricsWithCurves(excerpt.db, sweep, numbers);
  const metrics = measured.slice(0, MOST_METRICS);
  const steps = stepsOf(metrics.flatMap(({ trials }) => trials));
  const lasts = numbers.map((_, index) => stepsOf(metrics.map(({ trials }) => trials[index]!)).at(-1) ?? -1);
  const withSeeds = new Set(lasts).size > 1;
  const shown = thin(steps, MOST_ROWS);
  const varying = varyingParameters(leaderboard(excerpt.db, sweep.id).map(({ parameters }) => parameters));
  const values = varying.map((name) => `${escapeLatex(name)} ${latexValue(row.parameters[name])}`);
  const titles = [stepName, ...(withSeeds ? ['$n$'] : []), ...metrics.map(({ name }) => escapeLatex(name))];
  return {
    comments: [`The best configuration of a sweep, by ${stepName}.`],
    caption: [
      `The best configuration of the sweep ${escapeLatex(sweep.name)}${onDataset(sweep)}, by ${stepName}${values.length > 0 ? ` (${values.join(', ')})` : ''}.`,
      numbers.length === 1 ? 'One seed.' : spreadWords([numbers.length]),
      ...(withSeeds ? [`$n$: the seeds that came to that ${stepName}.`] : []),
      ...(shown.length < steps.length ? [`Shown: ${shown.length} of ${steps.length} ${stepName}s.`] : []),
      ...(metrics.length < measured.length
        ? [`Shown: ${metrics.length} of ${measured.length} metrics.`]
        : []),
      ...provenance(sweep),
    ],
    label: labelOf(sweep, `${stepName}s`),
    columns: titles.map((title) => ({ title, align: 'r' })),
    rows: shown.map((step) => [
      String(step),
      ...(withSeeds ? [String(lasts.filter((last) => last >= step).length)] : []),
      ...metrics.map(({ trials }) => spreadAt(trials, step)),
    ]),
  };
}

/** A trial's values by step; null where one was not finite. */
type Course = ReadonlyMap<number, number | null>;

/** The metrics that were reported by step, each with the values of every trial. */
function metricsWithCurves(
  db: Database,
  sweep: SweepInfo,
  numbers: readonly number[],
): { name: string; trials: Course[] }[] {
  return metricNames(db, sweep)
    .map((name) => {
      const curves = [...metricCurves(db, sweep.id, numbers, name).values()];
      const courses = curves.map(
        ({ steps, values }) => new Map(steps.map((step, index) => [step, values[index]!])),
      );
      return { name, trials: courses };
    })
    .filter(({ trials }) => trials.some(({ size }) => size > 0));
}

/** All steps that any of them has, in order. */
function stepsOf(courses: readonly Course[]): number[] {
  return [...new Set(courses.flatMap((course) => [...course.keys()]))].sort((a, b) => a - b);
}

/** A dash if one of the trials has no finite value, or none has any. */
function spreadAt(courses: readonly Course[], step: number): string {
  const reached = courses.filter((course) => course.has(step)).map((course) => course.get(step)!);
  const finite = reached.filter((value) => value !== null);
  return finite.length === 0 || finite.length < reached.length
    ? '--'
    : latexSpread(mean(finite), sampleStd(finite));
}
