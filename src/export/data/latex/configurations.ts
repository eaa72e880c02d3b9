import { plural } from '../../../format.ts';
import { type FinalMetrics, mean, sampleStd } from '../../../store/index.ts';
import type { MetricName } from '../../../sweepfile/spec.ts';
import { columnValue, varyingColumns } from '../../../trial/varying.ts';
import type { Excerpt } from '../table.ts';
import { alikeTheBest } from './alike.ts';
import { equalWords, exceptionWords, intervalWords, provenance, spreadWords } from './caption.ts';
import { type LatexTable, labelOf } from './environment.ts';
import { escapeLatex, latexValue } from './escape.ts';
import { type Ranked, rankedSweep } from './ranked.ts';
import { latexSpread } from './spread.ts';

const DAGGER = '\\rlap{$^{\\dagger}$}';

/** The ranked configurations of a sweep: what varies, and its metric and the test set's over the seeds. */
export function configurationsTable(excerpt: Excerpt): LatexTable {
  const ranked = rankedSweep(excerpt);
  const { sweep, configurations } = ranked;
  const alike = alikeTheBest(excerpt.db, ranked);
  const rows = configurations.map(({ row }) => row);
  const varying = varyingColumns(rows);
  const seeds = rows.map(({ replicates }) => replicates);
  const withSeeds = new Set(seeds).size > 1;
  const tests = testMetrics(sweep.metric);
  const best = rows[0]!.rank;
  const cells = (each: Ranked) => [
    String(each.row.rank),
    ...varying.map((column) => latexValue(columnValue(each.row, column))),
    ...(withSeeds ? [String(each.row.replicates)] : []),
    latexSpread(each.row.mean, each.row.std, each.row.rank === best),
    ...tests.map((name, index) => {
      const mark = index === tests.length - 1 && alike?.has(each) ? DAGGER : '';
      return `${spreadOverSeeds(each, name)}${mark}`;
    }),
  ];
  return {
    comments: [`${plural(rows.length, 'configuration')} of a sweep.`],
    caption: [
      `Sweep ${escapeLatex(sweep.name)} on ${escapeLatex(sweep.dataset.name)}.`,
      spreadWords(seeds),
      ...provenance(sweep),
      'Bold: the best.',
      ...equalWords(ranked),
      ...(alike && alike.size > 0 ? [DAGGER_WORDS] : []),
      ...intervalWords(ranked),
      ...exceptionWords(ranked),
    ],
    label: labelOf(sweep),
    columns: [
      { title: 'rank', align: 'r' },
      ...varying.map((column) => ({ title: escapeLatex(column), align: alignment(rows, column) })),
      ...(withSeeds ? [{ title: '$n$', align: 'r' as const }] : []),
      ...[sweep.metric, ...tests].map((name) => ({ title: escapeLatex(name), align: 'r' as const })),
    ],
    rows: configurations.map(cells),
  };
}

const DAGGER_WORDS =
  '$\\dagger$: the test images do not tell it apart from the best (the best trial of each, ' +
  "McNemar's exact test, $p \\geq 0.05$, every pair judged by itself).";

/** What the test set says under the same name; the accuracy, which the verdict is about, last. */
function testMetrics(name: MetricName): (keyof FinalMetrics)[] {
  return name.endsWith('loss') ? ['test_loss', 'test_accuracy'] : ['test_accuracy'];
}

function alignment(rows: readonly Ranked['row'][], column: string): 'l' | 'r' {
  const values = rows.map((row) => columnValue(row, column));
  return values.every((value) => value === undefined || typeof value === 'number') ? 'r' : 'l';
}

function spreadOverSeeds({ completed }: Ranked, name: keyof FinalMetrics): string {
  const values = completed.flatMap((trial) => trial[name] ?? []);
  if (values.length < completed.length) return '--';
  return latexSpread(mean(values), sampleStd(values));
}
