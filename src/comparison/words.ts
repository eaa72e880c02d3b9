import { type Interval, probability, pWords } from '../analysis/index.ts';
import { capitalized, count, plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import type { Comparison } from './compareTrained.ts';
import type { Trained } from './trained.ts';

/** A class that brings more of the difference than this is named. */
const MOST_OF_IT = 0.5;
/** A ratio of training times nearer to 1 is not worth a sentence. */
const NOTEWORTHY = 1.1;
/** Nobody tests a million images. */
const MOST_DECIMALS = 4;

/** A comparison in words: a verdict that is never stronger than the numbers, and what it rests on, a sentence each. */
export interface ComparisonWords {
  readonly verdict: string;
  readonly reasons: readonly string[];
}

/** `comparisons` is the number of those that were made together. */
export function comparisonWords(comparison: Comparison, comparisons = 1): ComparisonWords {
  const { first, second } = comparison;
  const [ahead, behind] = isBehind(comparison) ? [second, first] : [first, second];
  const sentences = [
    outcome(comparison, ahead, behind),
    costs(comparison, ahead, behind),
    mostOfIt(comparison),
  ];
  return {
    verdict: sentences.filter((each) => each !== undefined).join(' '),
    reasons: [
      corrected(comparison, comparisons),
      seedBySeed(comparison),
      bootstrapped(comparison, ahead === second),
    ].filter((each) => each !== undefined),
  };
}

/** Comparisons that were made together, as JSON: names in place of configurations, and the words. */
export function comparisonJson(comparisons: readonly Comparison[]) {
  return comparisons.map((comparison) => {
    const { first, second, ...known } = comparison;
    const words = comparisonWords(comparison, comparisons.length);
    return { first: first.name, second: second.name, ...known, words };
  });
}

/** Whether the second one has the better mean. */
function isBehind(comparison: Comparison): boolean {
  return isFalling(comparison) ? comparison.difference > 0 : comparison.difference < 0;
}

/** Whether lower values are better: with images, accuracies are compared. */
function isFalling({ images, first }: Comparison): boolean {
  return images === 0 && first.row.goal === 'minimize';
}

function outcome(comparison: Comparison, { name: ahead }: Trained, { name: behind }: Trained): string {
  const { basis, verdict, seeds, images, difference } = comparison;
  if (basis === 'nothing') {
    const shared = seeds === 0 ? 'No seed that both have' : 'One seed';
    return `${shared} tells nothing about ${ahead} and ${behind}: train them with more (\`sweep confirm\`, or \`replicates\` of the spec).`;
  }
  const size = amount(comparison, Math.abs(difference));
  const sure = `95 % interval ${ends(comparison)}`;
  const each = seeds === 1 ? 'one seed each: others may differ' : `${seeds} seeds each`;
  const on = images === 0 ? `by ${comparison.metric}` : `on these ${count(images)} test images`;
  if (verdict !== 'undecided')
    return `${capitalized(on)} ${ahead} is better than ${behind} by ${size} (${sure}; ${each}).`;
  const alone = seeds === 1 ? `; ${each}` : '';
  const evidence = [
    images === 0 ? undefined : `${count(images)} test images`,
    seeds > 1 ? `${seeds} seeds` : undefined,
  ];
  const these = `These ${evidence.filter((part) => part !== undefined).join(' and ')} do not tell`;
  return difference === 0
    ? `${these} ${ahead} and ${behind} apart: they are equal (${sure}${alone}).`
    : `${these} ${ahead} and ${behind} apart: ${ahead} is ${size} ahead (${sure}${alone}).`;
}

/** How long the one that is ahead trains, if that differs; named where the outcome tells of none that is ahead. */
function costs(
  { basis, verdict, difference }: Comparison,
  ahead: Trained,
  behind: Trained,
): string | undefined {
  const ratio = (ahead.row.durationMs ?? Number.NaN) / (behind.row.durationMs ?? Number.NaN);
  if (!(ratio >= NOTEWORTHY || ratio <= 1 / NOTEWORTHY) || ratio === 0) return undefined;
  const times = `${ratio >= 10 ? Math.round(ratio) : ratio.toPrecision(2)} times as long`;
  const isNamed = basis !== 'nothing' && (verdict !== 'undecided' || difference !== 0);
  return isNamed ? `It trains ${times}.` : `${ahead.name} trains ${times} as ${behind.name}.`;
}

function mostOfIt({ verdict, classes, difference }: Comparison): string | undefined {
  const [most] = classes;
  if (verdict === 'undecided' || !most || classes.length < 3) return undefined;
  return most.gain / difference > MOST_OF_IT ? `Most of the gain is ${most.name}.` : undefined;
}

function corrected({ pValue, adjustedP }: Comparison, comparisons: number): string | undefined {
  if (pValue === undefined) return undefined;
  if (comparisons < 2) return `${pWords(pValue)}.`;
  return `${pWords(pValue)}; with Holm's correction for ${comparisons} comparisons ${probability(adjustedP!)}.`;
}

function seedBySeed(comparison: Comparison): string | undefined {
  const { bySeed, first, second } = comparison;
  if (!bySeed) return undefined;
  const { seeds, superiority, permutation, effect } = bySeed;
  const turns = isFalling(comparison);
  const share = turns ? 1 - superiority.share : superiority.share;
  const [low, high] = turns
    ? [1 - superiority.high, 1 - superiority.low]
    : [superiority.low, superiority.high];
  const size = effect === undefined ? '' : `; effect size d = ${Math.abs(effect).toFixed(1)}`;
  return (
    `With the same seed ${first.name} is ahead of ${second.name} in ${percent(share)} of ${plural(seeds, 'pair')}: its chance with a new seed is ${percent(low)} to ${percent(high)}. ` +
    `Permutation test: ${pWords(permutation.pValue)}, where ${plural(seeds, 'pair')} can give no less than ${probability(permutation.smallest)}${size}.`
  );
}

function bootstrapped({ bestPair, first, second }: Comparison, turns: boolean): string | undefined {
  if (!bestPair) return undefined;
  const { accuracy, macroF1, pValue, counts } = bestPair;
  const [ahead, behind] = turns ? [second, first] : [first, second];
  const [more, fewer] = turns ? [counts.onlySecond, counts.onlyFirst] : [counts.onlyFirst, counts.onlySecond];
  const interval = ({ low, high }: Interval) => (turns ? between(-high, -low) : between(low, high));
  return (
    `Their best trainings: ${count(more)} images are right by ${ahead.name} alone and ${count(fewer)} by ${behind.name} alone (McNemar's exact test: ${pWords(pValue)}); ` +
    `by paired bootstrap ${ahead.name} is ahead by ${interval(accuracy)} points of accuracy and ${interval(macroF1)} of macro-F1.`
  );
}

/** In points for accuracies. */
function amount({ metric, images }: Comparison, size: number): string {
  return images > 0 ? `${points([size])[0]} points` : metricInfo(metric).format(size);
}

/** The interval of how far the one that is ahead is ahead. */
function ends(comparison: Comparison): string {
  const { interval, images, metric } = comparison;
  const { low, high } = interval!;
  const [from, to] = comparison.difference < 0 ? [-high, -low] : [low, high];
  if (images > 0) return between(from, to);
  const { format } = metricInfo(metric);
  return `${signed(from, format)} to ${signed(to, format)}`;
}

function between(low: number, high: number): string {
  return points([low, high]).join(' to ');
}

/** Shares as percentage points, with one decimal or as many as keep every one that is not 0 from reading as 0. */
function points(shares: readonly number[]): string[] {
  const misleads = (digits: number) =>
    shares.some((share) => share !== 0 && Number((100 * share).toFixed(digits)) === 0);
  let digits = 1;
  while (digits < MOST_DECIMALS && misleads(digits)) digits++;
  return shares.map((share) => signed(share, (value) => (100 * value).toFixed(digits)));
}

function signed(value: number, format: (value: number) => string): string {
  const text = format(Math.abs(value));
  return value < 0 && text !== format(0) ? `−${text}` : text;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
