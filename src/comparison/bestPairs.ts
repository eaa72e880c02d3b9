import { imagesOf, judge, pairedTable, type Verdict } from '../analysis/index.ts';
import { SweepError } from '../errors.ts';
import { byRank, type Database, type Group, labels, predictions } from '../store/index.ts';

/** The best configuration of a group, and its best trial. */
export type Compared = Pick<Group, 'value' | 'best' | 'trial'>;

/** One group against another on the same test images, and the verdict of the first. */
export interface PairComparison extends Verdict {
  readonly first: string;
  readonly second: string;
  /** Images of the test set. */
  readonly images: number;
  readonly firstAccuracy: number;
  readonly secondAccuracy: number;
  /** Images that one of the two alone got right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** Compares the best trial of every group with that of the group that leads the leaderboard, which comes first. */
export function comparePairs(db: Database, groups: readonly Compared[]): PairComparison[] {
  const [best, ...others] = [...groups].sort((a, b) => byRank(a.best, b.best));
  return others.map((other) => comparePair(db, best!, other));
}

function comparePair(db: Database, first: Compared, second: Compared): PairComparison {
  const truth = labels(db, first.trial.sweepId, 'test');
  if (!truth) throw missing(`the test labels of sweep ${first.trial.sweepId}`);
  const counts = pairedTable(testPredictions(db, first), testPredictions(db, second), truth);
  const images = imagesOf(counts);
  return {
    first: first.value,
    second: second.value,
    images,
    firstAccuracy: (counts.both + counts.onlyFirst) / images,
    secondAccuracy: (counts.both + counts.onlySecond) / images,
    onlyFirst: counts.onlyFirst,
    onlySecond: counts.onlySecond,
    ...judge(counts),
  };
}

function testPredictions(db: Database, { trial }: Compared): Uint16Array {
  const found = predictions(db, trial.trialId, 'test');
  if (!found) throw missing(`the test predictions of trial ${trial.number}`);
  return found;
}

function missing(result: string): SweepError {
  return new SweepError(
    'nothing_to_compare',
    `The database does not hold ${result}.`,
    'Run the sweep again.',
  );
}

/** `cnn`, `sweep 3` or `units=16`: a value alone would not say its parameter. */
export function nameOf(by: string, value: string): string {
  // Values of several parameters have their names, and so have trials.
  if (by === 'model' || by === 'trial' || by.includes(',')) return value;
  return by === 'sweep' ? `sweep ${value}` : `${by}=${value}`;
}
