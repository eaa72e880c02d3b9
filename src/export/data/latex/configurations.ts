import { meansOf } from '../../../comparison/index.ts';
import { plural } from '../../../format.ts';
import { isNetworkSweep, mean, metricNames, sampleStd } from '../../../store/index.ts';
import { varyingParameters } from '../../../trial/varying.ts';
import type { Excerpt } from '../table.ts';
import { type Alike, alikeTheBest } from './alike.ts';
import { equalWords, exceptionWords, intervalWords, onDataset, provenance, spreadWords } from './caption.ts';
import { type LatexTable, labelOf } from './environment.ts';
import { escapeLatex, latexValue } from './escape.ts';
import { type Ranked, type RankedSweep, rankedSweep } from './ranked.ts';
import { latexSpread } from './spread.ts';

/** Most metrics in addition to the one that ranks. */
const MOST_OTHERS = 3;

const DAGGER = '\\rlap{$^{\\dagger}$}';

/**
 * The ranked configurations of a sweep: the parameters that vary, and the sweep's and the test set's metrics
 * over the seeds.
 */
export function configurationsTable(excerpt: Excerpt): LatexTable {
  const ranked = rankedSweep(excerpt);
  const { sweep, configurations } = ranked;
  const alike = alikeTheBest(excerpt.db, ranked);
  const rows = configurations.map(({ row }) => row);
  const varying = varyingParameters(rows.map(({ parameters }) => parameters));
  const seeds = rows.map(({ replicates }) => replicates);
  const withSeeds = new Set(seeds).size > 1;
  const others = besideMetrics(excerpt, ranked);
  const best = rows[0]!.rank;
  const cells = (each: Ranked) => [
    String(each.row.rank),
    ...varying.map((column) => latexValue(each.row.parameters[column])),
    ...(withSeeds ? [String(each.row.replicates)] : []),
    latexSpread(each.row.mean, each.row.std, each.row.rank === best),
    ...others.map((name, index) => {
      const mark = index === others.length - 1 && alike?.has(each) ? DAGGER : '';
      return `${spreadOverSeeds(each, name)}${mark}`;
    }),
  ];
  return {
    comments: [`${plural(rows.length, 'configuration')} of a sweep.`],
    caption: [
      `Sweep ${escapeLatex(sweep.name)}${onDataset(sweep)}.`,
      spreadWords(seeds),
      ...provenance(sweep),
      ...ranked.finals.map(escapeLatex),
      'Bold: the best.',
      ...equalWords(ranked),
      ...(alike && alike.size > 0 ? [daggerWords(alike)] : []),
      ...intervalWords(ranked),
      ...exceptionWords(ranked),
    ],
    label: labelOf(sweep),
    columns: [
      { title: 'rank', align: 'r' },
      ...varying.map((column) => ({ title: escapeLatex(column), align: alignment(rows, column) })),
      ...(withSeeds ? [{ title: '$n$', align: 'r' as const }] : []),
      ...[sweep.metric, ...others].map((name) => ({ title: escapeLatex(name), align: 'r' as const })),
    ],
    rows: configurations.map(cells),
  };
}

function daggerWords(alike: Alike): string {
  const means = meansOf([...alike.values()]).replaceAll('’', "'");
  return `$\\dagger$: cannot be told from the best (${means}, $p \\geq 0.05$, every pair judged by itself).`;
}

/**
 * Metrics beside the ranked one: for networks, those of the test set with the same name and last the
 * accuracy, which the verdict is about; for other trainables, some further metrics.
 */
function besideMetrics({ db }: Excerpt, { sweep, configurations }: RankedSweep): readonly string[] {
  if (!isNetworkSweep(sweep)) {
    const isThere = (name: string) => configurations.some(({ row }) => typeof row.metrics[name] === 'number');
    const others = metricNames(db, sweep).filter((name) => name !== sweep.metric && isThere(name));
    return others.slice(0, MOST_OTHERS);
  }
  return sweep.metric.endsWith('loss') ? ['test_loss', 'test_accuracy'] : ['test_accuracy'];
}

function alignment(rows: readonly Ranked['row'][], column: string): 'l' | 'r' {
  const values = rows.map((row) => row.parameters[column]);
  return values.every((value) => value === undefined || typeof value === 'number') ? 'r' : 'l';
}

function spreadOverSeeds({ completed }: Ranked, name: string): string {
  const values = completed.flatMap(({ metrics }) => metrics[name] ?? []);
  if (values.length < completed.length) return '--';
  return latexSpread(mean(values), sampleStd(values));
}
