import { differenceInterval, type Interval, imagesOf, mcnemar, pairedTable } from '../analysis/index.ts';
import { SweepError } from '../errors.ts';
import { type Database, type Group, labels, predictions } from '../store/index.ts';

/** One group against another on the same test images; differences are first minus second. */
export interface PairComparison {
  readonly first: string;
  readonly second: string;
  /** Images of the test set. */
  readonly images: number;
  readonly firstAccuracy: number;
  readonly secondAccuracy: number;
  readonly difference: number;
  /** 95 %, Newcombe's method for paired proportions. */
  readonly interval: Interval;
  /** Images that one of the two alone got right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Exact two-sided p-value of McNemar's test. */
  readonly pValue: number;
}

/** Compares the best trial of every group with that of the best group, which comes first. */
export function comparePairs(db: Database, groups: readonly Group[]): PairComparison[] {
  const goal = groups[0]!.trialRow.goal === 'maximize' ? -1 : 1;
  const value = ({ trialRow }: Group) => goal * (trialRow.mean ?? Number.POSITIVE_INFINITY);
  const [best, ...others] = [...groups].sort((a, b) => value(a) - value(b));
  return others.map((other) => comparePair(db, best!, other));
}

function comparePair(db: Database, first: Group, second: Group): PairComparison {
  const truth = labels(db, first.trial.sweepId, 'test');
  if (!truth) throw missing(`the test labels of sweep ${first.trial.sweepId}`);
  const counts = pairedTable(testPredictions(db, first), testPredictions(db, second), truth);
  const images = imagesOf(counts);
  const { difference, low, high } = differenceInterval(counts);
  return {
    first: first.value,
    second: second.value,
    images,
    firstAccuracy: (counts.both + counts.onlyFirst) / images,
    secondAccuracy: (counts.both + counts.onlySecond) / images,
    difference,
    interval: { low, high },
    onlyFirst: counts.onlyFirst,
    onlySecond: counts.onlySecond,
    pValue: mcnemar(counts),
  };
}

function testPredictions(db: Database, { trial }: Group): Uint16Array {
  const found = predictions(db, trial.trialId, 'test');
  if (!found) throw missing(`the test predictions of trial ${trial.number}`);
  return found;
}

function missing(what: string): SweepError {
  return new SweepError('nothing_to_compare', `The database does not hold ${what}.`, 'Run the sweep again.');
}
