import { and, asc, eq } from 'drizzle-orm';
import type { Assignment, ModelName } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import type { FinalMetrics } from '../leaderboard/row.ts';
import { metricColumns } from '../leaderboard/scores.ts';
import { configurations, type SweepState, trials } from '../schema.ts';
import { sweepById } from './sweepInfo.ts';
import { type TrialCounts, trialCounts } from './trialCounts.ts';

/** A trial in training, with the metrics of its latest epoch. */
export interface RunningTrial extends FinalMetrics {
  readonly trialId: number;
  readonly number: number;
  readonly model: ModelName;
  readonly parameters: Assignment;
  readonly worker: number | null;
  /** Epochs done; how many there will be stands in `parameters.epochs`. */
  readonly epochs: number;
  readonly startedAtMs: number | null;
}

export interface SweepProgress {
  readonly state: SweepState;
  /** Whether no further trial starts for now. */
  readonly paused: boolean;
  readonly trials: TrialCounts;
  readonly running: readonly RunningTrial[];
}

/**
 * How far a sweep is: a few look-ups over indexes, cheap enough to ask every second.
 * @throws SweepError `sweep_not_found`.
 */
export function sweepProgress(db: Database, sweepId: number): SweepProgress {
  return db.read((orm) => {
    const sweep = sweepById(orm, sweepId);
    if (!sweep) throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    const alive = sweep.state === 'running';
    return {
      state: sweep.state,
      paused: sweep.paused,
      trials: trialCounts(orm, sweepId, alive),
      running: alive ? runningQuery(orm, sweepId).all() : [],
    };
  });
}

export function runningQuery(orm: Orm, sweepId: number) {
  return orm
    .select({
      trialId: trials.id,
      number: trials.number,
      model: configurations.model,
      parameters: configurations.parameters,
      worker: trials.worker,
      epochs: trials.epochs,
      startedAtMs: trials.startedAtMs,
      ...metricColumns,
    })
    .from(trials)
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.state, 'running')))
    .orderBy(asc(trials.number));
}
