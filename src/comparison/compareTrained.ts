import {
  type BootstrappedDifferences,
  holm,
  judge,
  type PairedTable,
  pairedBootstrap,
  pairedTable,
} from '../analysis/index.ts';
import { byRank } from '../store/index.ts';
import { type ClassGain, classGains } from './classGains.ts';
import type { Trained } from './trained.ts';
import { type Judged, type Pair, type VerdictOnFirst, verdictOf, type Weighed, weigh } from './weigh.ts';

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
  readonly verdict: VerdictOnFirst;
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

/** In the order of the ranking, as comparisons with the first take them. */
export function bestFirst(trained: readonly Trained[]): Trained[] {
  return trained.toSorted((a, b) => byRank(a.row, b.row));
}

/** Compares each of the others with the first. Together they are one family of tests. */
export function compareWithFirst(
  [first, ...others]: readonly Trained[],
  bestPairOf: BestPairOf = compareBestPair,
): Comparison[] {
  const weighed = others.map((second) => ({ second, weighed: weigh(first!, second) }));
  const tested = weighed.filter(({ weighed: { judged } }) => judged.pValue !== undefined);
  const adjusted = holm(tested.map(({ weighed: { judged } }) => judged.pValue!));
  return weighed.map((each) => {
    const adjustedP = adjusted[tested.indexOf(each)];
    return comparison(first!, each.second, each.weighed, adjustedP, bestPairOf);
  });
}

/** How the best trainings compare: {@link compareBestPair}, which takes a third of a second, or a memory of it. */
export type BestPairOf = (pair: Pair, truth: Uint16Array, classes: number) => BestPair;

export function compareBestPair(
  [{ predicted: first }, { predicted: second }]: Pair,
  truth: Uint16Array,
  classes: number,
): BestPair {
  const counts = pairedTable(first!, second!, truth);
  return { counts, pValue: judge(counts).pValue, ...pairedBootstrap(first!, second!, truth, classes) };
}

function comparison(
  first: Trained,
  second: Trained,
  weighed: Weighed,
  adjustedP: number | undefined,
  bestPairOf: BestPairOf,
): Comparison {
  const { metric, judged, differences, best } = weighed;
  const { truth, classNames } = first;
  const pictured = truth !== undefined && differences.length > 0;
  return {
    first,
    second,
    metric,
    ...judged,
    images: pictured ? truth.length : 0,
    bestPair: pictured ? bestPairOf(best, truth, classNames.length) : undefined,
    classes: pictured ? classGains(differences, truth, classNames) : [],
    adjustedP,
    verdict: verdictOf(weighed, adjustedP),
  };
}
