import { and, asc, eq, inArray } from 'drizzle-orm';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Database } from '../database.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { trials } from '../schema.ts';

/** A completed trial of a configuration. */
export interface TrainedTrial {
  readonly trialId: number;
  readonly number: number;
  readonly seed: number;
  /** Its final values. */
  readonly metrics: StoredMetrics;
  readonly durationMs: number | null;
}

/** The completed trials of a leaderboard's row, by number. */
export function trainedTrials(
  db: Database,
  { sweep, trials: numbers }: Pick<LeaderboardRow, 'sweep' | 'trials'>,
): TrainedTrial[] {
  return db.read((orm) =>
    orm
      .select({
        trialId: trials.id,
        number: trials.number,
        seed: trials.seed,
        metrics: trials.metrics,
        durationMs: trials.durationMs,
      })
      .from(trials)
      .where(
        and(eq(trials.sweepId, sweep), inArray(trials.number, [...numbers]), eq(trials.state, 'completed')),
      )
      .orderBy(asc(trials.number))
      .all(),
  );
}
