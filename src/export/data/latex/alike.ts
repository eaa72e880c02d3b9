import { judge, pairedTable } from '../../../analysis/index.ts';
import { type Database, labels, predictions } from '../../../store/index.ts';
import type { Ranked, RankedSweep } from './ranked.ts';

/**
 * The configurations that the test images do not distinguish from the best one, by the same verdict as
 * `compare`, between the best trials of each; undefined if the database lacks the predictions of one.
 */
export function alikeTheBest(
  db: Database,
  { sweep, configurations }: RankedSweep,
): ReadonlySet<Ranked> | undefined {
  const [leader, ...others] = configurations;
  const truth = labels(db, sweep.id, 'test');
  const ofLeader = predictions(db, leader!.best.trialId, 'test');
  if (!truth || !ofLeader) return undefined;
  const alike = new Set<Ranked>();
  for (const other of others) {
    const ofOther = predictions(db, other.best.trialId, 'test');
    if (!ofOther) return undefined;
    if (judge(pairedTable(ofLeader, ofOther, truth)).verdict === 'undecided') alike.add(other);
  }
  return alike;
}
