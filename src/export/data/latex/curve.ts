import { leaderboard, mean, metricCurves, sampleStd } from '../../../store/index.ts';
import { columnValue, varyingColumns } from '../../../trial/varying.ts';
import type { Excerpt } from '../table.ts';
import { provenance, spreadWords } from './caption.ts';
import { type LatexTable, labelOf } from './environment.ts';
import { escapeLatex, latexValue } from './escape.ts';
import { rankedSweep } from './ranked.ts';
import { latexSpread } from './spread.ts';

const METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;

/** The metrics of the best configuration by epoch, over its seeds that have completed. */
export function curveTable(excerpt: Excerpt): LatexTable {
  const ranked = rankedSweep(excerpt);
  const { sweep } = ranked;
  const { row, completed } = ranked.configurations[0]!;
  const numbers = completed.map(({ number }) => number);
  const curves = METRICS.map((name) => [...metricCurves(excerpt.db, sweep.id, numbers, name).values()]);
  const lengths = curves[0]!.map((curve) => curve.length);
  const epochs = Array.from({ length: Math.max(...lengths) }, (_, index) => index);
  const seedsAt = (index: number) => lengths.filter((length) => length > index).length;
  const withSeeds = new Set(lengths).size > 1;
  const varying = varyingColumns(leaderboard(excerpt.db, sweep.id));
  const values = varying.map((column) => `${escapeLatex(column)} ${latexValue(columnValue(row, column))}`);
  return {
    comments: ['The best configuration of a sweep, by epoch.'],
    caption: [
      `The best configuration of the sweep ${escapeLatex(sweep.name)} on ${escapeLatex(sweep.dataset.name)}, by epoch${values.length > 0 ? ` (${values.join(', ')})` : ''}.`,
      numbers.length === 1 ? 'One seed.' : spreadWords([numbers.length]),
      ...(withSeeds ? ['$n$: the seeds that came to that epoch.'] : []),
      ...provenance(sweep),
    ],
    label: labelOf(sweep, 'epochs'),
    columns: ['epoch', ...(withSeeds ? ['$n$'] : []), ...METRICS.map(escapeLatex)].map((title) => ({
      title,
      align: 'r',
    })),
    rows: epochs.map((index) => [
      String(index + 1),
      ...(withSeeds ? [String(seedsAt(index))] : []),
      ...curves.map((trials) => spreadAt(trials, index)),
    ]),
  };
}

/** A dash where one of the trials has no finite value. */
function spreadAt(curves: readonly (readonly (number | null)[])[], index: number): string {
  const reached = curves.filter((curve) => curve.length > index).map((curve) => curve[index]!);
  const finite = reached.filter((value) => value !== null);
  return finite.length < reached.length ? '--' : latexSpread(mean(finite), sampleStd(finite));
}
