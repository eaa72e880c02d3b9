import { count, desc, eq, sum } from 'drizzle-orm';
import { sweepIsThere } from '../annotations/target.ts';
import type { Database, Orm } from '../database.ts';
import { trialSpentMs } from '../elapsed.ts';
import { Boards } from '../leaderboard/boards.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';
import { configurations, sweeps, trials } from '../schema.ts';
import { deletedTrials } from './deletedTrials.ts';
import { type SweepInfo, toSweepInfo } from './sweepInfo.ts';
import { type TrialCounts, trialCounts } from './trialCounts.ts';

export interface SweepListing extends SweepInfo, SweepTotals {
  /** The first row of its leaderboard, once a trial has completed. */
  readonly best: LeaderboardRow | null;
}

/** What the trials of a sweep come to in number and time. */
export interface SweepTotals {
  readonly trials: TrialCounts;
  readonly configurations: number;
  /** Training time of all its trials; steps that one did for others count once. */
  readonly trainingMs: number;
}

/** All sweeps of the database, the latest first; `boards` keep rankings that have not changed. */
export function listSweeps(db: Database, boards = new Boards(db)): SweepListing[] {
  return db.read((orm) => {
    const rows = orm.select().from(sweeps).where(sweepIsThere).orderBy(desc(sweeps.id)).all();
    return rows.map((row) => {
      const sweep = toSweepInfo(row);
      const [best] = boards.leaderboard(sweep.id, { limit: 1 });
      return { ...sweep, ...sweepTotals(db, sweep), best: best && best.rank !== null ? best : null };
    });
  });
}

export function sweepTotals(db: Database, { id, state }: Pick<SweepInfo, 'id' | 'state'>): SweepTotals {
  return db.read((orm) => ({
    trials: trialCounts(orm, id, state === 'running'),
    configurations: countConfigurations(orm, id),
    trainingMs: trainingMs(orm, id) - deletedTrials(orm, id).durationMs,
  }));
}

function countConfigurations(orm: Orm, sweepId: number): number {
  const row = orm
    .select({ total: count() })
    .from(configurations)
    .where(eq(configurations.sweepId, sweepId))
    .get();
  return row?.total ?? 0;
}

function trainingMs(orm: Orm, sweepId: number): number {
  const row = orm
    .select({ total: sum(trialSpentMs) })
    .from(trials)
    .where(eq(trials.sweepId, sweepId))
    .get();
  return Number(row?.total ?? 0);
}
