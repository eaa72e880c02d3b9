import {
  type BootstrappedDifferences,
  bothNoises,
  compareSeeds,
  holm,
  type Interval,
  judge,
  type PairedTable,
  pairedBootstrap,
  pairedTable,
  type SeedComparison,
  SIGNIFICANCE_LEVEL,
} from '../analysis/index.ts';
import type { Goal } from '../metric/metric.ts';
import { type ClassGain, classGains } from './classGains.ts';
import { sameSeeds, type Trained, type Training } from './trained.ts';

/**
 * What a verdict speaks of: `images` are two trained networks on these images; `seeds and images` are two
 * configurations, whatever the seed and the test images; `seeds` the same by a metric without images; `nothing`: one seed
 * and no images tell nothing.
 */
export type Basis = 'images' | 'seeds and images' | 'seeds' | 'nothing';

/** The difference of two configurations, first minus second, and how sure it is. */
interface Judged {
  readonly basis: Basis;
  /** Number of seeds that both have and that count. */
  readonly seeds: number;
  /** In units of the metric. */
  readonly difference: number;
  /** 95 % interval; undefined on the basis of nothing. */
  readonly interval: Interval | undefined;
  /** Two-sided; undefined on the basis of nothing. */
  readonly pValue: number | undefined;
  /** The differences seed by seed; undefined for fewer than two seeds. */
  readonly bySeed: SeedComparison | undefined;
}

/** The two trainings that are best by validation, on the same test images. */
export interface BestPair extends BootstrappedDifferences {
  readonly counts: PairedTable;
  /** Of McNemar's exact test. */
  readonly pValue: number;
}

/** The verdict on a first configuration against a second one, and all that it rests on. */
export interface Comparison extends Judged {
  readonly first: Trained;
  readonly second: Trained;
  /** The verdict on the first; `undecided` if the two cannot be told apart. */
  readonly verdict: 'better' | 'worse' | 'undecided';
  /** The metric that is compared: `test_accuracy` where there are images, else that of the sweep. */
  readonly metric: string;
  /** Number of test images; 0 if there are none. */
  readonly images: number;
  /** The p-value after Holm's correction for all comparisons made together: below 0.05, the verdict is decided. */
  readonly adjustedP: number | undefined;
  readonly bestPair: BestPair | undefined;
  /** How much of the difference each class brings, the largest part first; empty without images. */
  readonly classes: readonly ClassGain[];
}

/** Compares each of the others with the first. Together they are one family of tests. */
export function compareWithFirst([first, ...others]: readonly Trained[]): Comparison[] {
  const compared = others.map((other) => compareTwo(first!, other));
  const tested = compared.filter(({ pValue }) => pValue !== undefined);
  const adjusted = holm(tested.map(({ pValue }) => pValue!));
  return compared.map((each) => {
    const adjustedP = adjusted[tested.indexOf(each)];
    const { goal, ...comparison } = each;
    return { ...comparison, adjustedP, verdict: verdictOf(each, goal, adjustedP) };
  });
}

/** The one rule for all verdicts: a difference is decided if its adjusted p-value is below 0.05. */
function verdictOf({ difference }: Judged, goal: Goal, adjustedP: number | undefined): Comparison['verdict'] {
  if (adjustedP === undefined || adjustedP >= SIGNIFICANCE_LEVEL) return 'undecided';
  return difference > 0 === (goal === 'maximize') ? 'better' : 'worse';
}

type Compared = Omit<Comparison, 'verdict' | 'adjustedP'> & { readonly goal: Goal };

function compareTwo(first: Trained, second: Trained): Compared {
  const { truth } = first;
  const both = { first, second };
  const pairs = sameSeeds(first, second);
  const pictured = pairs.filter(([one, other]) => one.predicted && other.predicted);
  const best: Pair = [bestOf(first), bestOf(second)];
  const bestPair = truth && bestPairOf(best, truth, first.classNames.length);
  if (!truth || !bestPair) {
    const { metric, goal } = first.row;
    const compared = { ...both, metric, goal, images: 0, bestPair: undefined, classes: [] };
    return { ...compared, ...bySeeds(pairs, metric) };
  }
  const differences = (pictured.length < 2 ? [best] : pictured).map((pair) => hitDifferences(pair, truth));
  const judged = differences.length < 2 ? byImages(bestPair) : bySeedsAndImages(differences);
  const classes = classGains(differences, truth, first.classNames);
  const images = truth.length;
  return { ...both, metric: 'test_accuracy', goal: 'maximize', images, bestPair, classes, ...judged };
}

type Pair = readonly [Training, Training];

/** The training that is best by the metric of its sweep; at least one has completed. */
function bestOf({ trainings, row: { metric, goal } }: Trained): Training {
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  const scoreOf = ({ metrics }: Training) => metrics[metric] ?? worst;
  return trainings.reduce((best, each) => {
    const isBetter = goal === 'maximize' ? scoreOf(each) > scoreOf(best) : scoreOf(each) < scoreOf(best);
    return isBetter ? each : best;
  });
}

function bestPairOf(
  [{ predicted: first }, { predicted: second }]: Pair,
  truth: Uint16Array,
  classes: number,
): BestPair | undefined {
  if (!first || !second) return undefined;
  const counts = pairedTable(first, second, truth);
  return { counts, pValue: judge(counts).pValue, ...pairedBootstrap(first, second, truth, classes) };
}

function byImages({ counts }: BestPair): Judged {
  const { difference, interval, pValue } = judge(counts);
  return { basis: 'images', seeds: 1, difference, interval, pValue, bySeed: undefined };
}

function bySeedsAndImages(differences: readonly Int8Array[]): Judged {
  const bySeed = compareSeeds(
    differences.map((each) => each.reduce((sum, one) => sum + one, 0) / each.length),
  );
  return { basis: 'seeds and images', seeds: differences.length, ...bothNoises(differences), bySeed };
}

/** Without images, the metric of the sweep is all that is known. */
function bySeeds(pairs: readonly Pair[], metric: string): Judged {
  const differences = pairs.flatMap(([{ metrics: one }, { metrics: other }]) => {
    const [a, b] = [one[metric], other[metric]];
    return a === undefined || a === null || b === undefined || b === null ? [] : [a - b];
  });
  const seeds = differences.length;
  if (seeds < 2) {
    const difference = differences[0] ?? Number.NaN;
    return { basis: 'nothing', seeds, difference, interval: undefined, pValue: undefined, bySeed: undefined };
  }
  const bySeed = compareSeeds(differences);
  const { difference, interval, pValue } = bySeed;
  return { basis: 'seeds', seeds, difference, interval, pValue, bySeed };
}

/** First right − second right of each image. */
function hitDifferences([first, second]: Pair, truth: Uint16Array): Int8Array {
  return Int8Array.from(
    truth,
    (label, image) => Number(first.predicted![image] === label) - Number(second.predicted![image] === label),
  );
}
