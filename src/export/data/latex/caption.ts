import { accuracyInterval } from '../../../analysis/index.ts';
import { count, metric, plural } from '../../../format.ts';
import { equalBest, type SweepInfo } from '../../../store/index.ts';
import { selectionWarnings } from '../../../trainable/network/selection.ts';
import { escapeLatex } from './escape.ts';
import type { RankedSweep } from './ranked.ts';

/** ` on ` and the dataset, if the sweep has one, as LaTeX. */
export function onDataset({ dataset }: SweepInfo): string {
  return dataset === null ? '' : ` on ${escapeLatex(dataset.name)}`;
}

/** Warnings that must accompany the sweep's numbers, one sentence each, as LaTeX. */
export function provenance(sweep: SweepInfo): string[] {
  return [
    ...(sweep.dataset?.synthetic
      ? ['\\textbf{SYNTHETIC}: these numbers come from a drawn stand-in, not from the dataset itself.']
      : []),
    ...(sweep.state === 'running' ? ['The sweep was still running.'] : []),
    ...selection(sweep).map(escapeLatex),
  ];
}

function selection(sweep: SweepInfo): string[] {
  const warnings = selectionWarnings(sweep);
  const { validation } = sweep;
  if (!validation) {
    const first = sweep.goal === 'maximize' ? 'highest' : 'lowest';
    return [...warnings, `Ranked by ${sweep.metric}, the ${first} first.`];
  }
  if (warnings.length > 0 || validation.kind === 'test') return warnings;
  const images = plural(validation.size, 'validation image');
  return [`Selected by ${sweep.metric} on ${images}; the test set took no part in it.`];
}

/** The meaning of ±, as LaTeX; `seeds` are those of each configuration. */
export function spreadWords(seeds: readonly number[]): string {
  const [only, another] = new Set(seeds);
  if (only === 1 && another === undefined) return 'One seed each.';
  if (another === undefined) return `Mean $\\pm$ sample standard deviation over ${only} seeds.`;
  return `Mean $\\pm$ sample standard deviation over $n$ seeds.`;
}

/** The interval of the best trial's test accuracy, as LaTeX; empty if it is unknown. */
export function intervalWords({ sweep, configurations }: RankedSweep): string[] {
  const { best } = configurations[0]!;
  const testCount = sweep.dataset?.testCount ?? 0;
  const accuracy = best.metrics.test_accuracy ?? null;
  if (accuracy === null || testCount === 0) return [];
  const { low, high } = accuracyInterval(Math.round(accuracy * testCount), testCount);
  return [
    `The best trial, ${best.number}, has a test accuracy of ${metric(accuracy)} on ${count(testCount)} images (95\\,\\% interval by Wilson: ${metric(low)} to ${metric(high)}).`,
  ];
}

/** Sentences about trials that failed or are not listed, as LaTeX. */
export function exceptionWords({ configurations, leftOut: { hidden, unranked } }: RankedSweep): string[] {
  const failed = configurations.filter(({ row }) => row.reason !== null).length;
  return [
    ...(failed > 0
      ? [`With a failed trial, and therefore behind all others: ${configurationCount(failed)}.`]
      : []),
    ...(unranked > 0 ? [`Without a completed trial, and left out: ${configurationCount(unranked)}.`] : []),
    ...(hidden > 0 ? [`Hidden, and left out: ${configurationCount(hidden)}.`] : []),
  ];
}

function configurationCount(configurations: number): string {
  return plural(configurations, 'configuration');
}

/** Says which of several equal configurations counts as the best, as LaTeX. */
export function equalWords({ configurations }: RankedSweep): string[] {
  const equal = equalBest(configurations.map(({ row }) => row));
  return equal === undefined ? [] : [escapeLatex(equal)];
}
