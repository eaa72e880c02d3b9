import {
  bothNoises,
  compareSeeds,
  type Interval,
  judge,
  mcnemar,
  pairedTable,
  type SeedComparison,
  SIGNIFICANCE_LEVEL,
} from '../analysis/index.ts';
import type { Goal } from '../metric/metric.ts';
import { sameSeeds, type Trained, type Training } from './trained.ts';

/**
 * What a verdict speaks of: `images` are two trained networks on these images; `seeds and images` are two
 * configurations, whatever the seed and the test images; `seeds` the same by a metric without images; `nothing`: one seed
 * and no images tell nothing.
 */
export type Basis = 'images' | 'seeds and images' | 'seeds' | 'nothing';

/** The difference of two configurations, first minus second, and how sure it is. */
export interface Judged {
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

/** The judgement of two configurations, and what it compares. */
export interface Weighed {
  readonly judged: Judged;
  /** `test_accuracy` where there are images, else that of the sweep. */
  readonly metric: string;
  readonly goal: Goal;
  /** First right − second right of each test image, an array for each seed; empty without images. */
  readonly differences: readonly Int8Array[];
  /** The trainings that are best by validation. */
  readonly best: Pair;
}

/**
 * Judges two configurations on all that both have: seeds and test images, or seeds alone or, with one seed in common, the
 * images that their best trainings predict.
 */
export function weigh(first: Trained, second: Trained): Weighed {
  const { truth, row } = first;
  const pairs = sameSeeds(first, second);
  const best: Pair = [bestOf(first), bestOf(second)];
  if (!truth || !best.every(({ predicted }) => predicted)) {
    const { metric, goal } = row;
    return { metric, goal, differences: [], best, judged: bySeeds(pairs, metric) };
  }
  const pictured = pairs.filter(([one, other]) => one.predicted && other.predicted);
  const differences = (pictured.length < 2 ? [best] : pictured).map((pair) => hitDifferences(pair, truth));
  const judged = differences.length < 2 ? byImages(best, truth) : bySeedsAndImages(differences);
  return { metric: 'test_accuracy', goal: 'maximize', differences, best, judged };
}

/** The one rule for all verdicts: a difference is decided if its p-value, adjusted for its family, is below 0.05. */
export function verdictOf({ judged, goal }: Weighed, adjustedP: number | undefined): VerdictOnFirst {
  if (adjustedP === undefined || adjustedP >= SIGNIFICANCE_LEVEL) return 'undecided';
  return judged.difference > 0 === (goal === 'maximize') ? 'better' : 'worse';
}

/** `undecided` if the two cannot be told apart. */
export type VerdictOnFirst = 'better' | 'worse' | 'undecided';

export type Pair = readonly [Training, Training];

/** The best training of the first configuration with that of each other one, where both predict images. */
export function bestPairs([first, ...others]: readonly Trained[]): Pair[] {
  const pairs = others.map((other): Pair => [bestOf(first!), bestOf(other)]);
  return pairs.filter((pair) => first!.truth && pair.every(({ predicted }) => predicted));
}

/** The training that is best by the metric of its sweep; at least one has completed. */
export function bestOf({ trainings, row: { metric, goal } }: Trained): Training {
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  const scoreOf = ({ metrics }: Training) => metrics[metric] ?? worst;
  return trainings.reduce((best, each) => {
    const isBetter = goal === 'maximize' ? scoreOf(each) > scoreOf(best) : scoreOf(each) < scoreOf(best);
    return isBetter ? each : best;
  });
}

/** The interval takes most of the time, and verdicts do not need it. */
function byImages([{ predicted: first }, { predicted: second }]: Pair, truth: Uint16Array): Judged {
  const counts = pairedTable(first!, second!, truth);
  return {
    basis: 'images',
    seeds: 1,
    difference: (counts.onlyFirst - counts.onlySecond) / truth.length,
    get interval() {
      return judge(counts).interval;
    },
    pValue: mcnemar(counts),
    bySeed: undefined,
  };
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
function hitDifferences([{ predicted: first }, { predicted: second }]: Pair, truth: Uint16Array): Int8Array {
  const differences = new Int8Array(truth.length);
  for (let image = 0; image < truth.length; image++) {
    const label = truth[image];
    differences[image] = Number(first![image] === label) - Number(second![image] === label);
  }
  return differences;
}
