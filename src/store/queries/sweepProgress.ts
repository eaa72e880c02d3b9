import { and, eq } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { Database, Orm } from '../database.ts';
import { configurations, type SweepState, trials } from '../schema.ts';
import { sweepById } from './sweepInfo.ts';
import { type TrialCounts, trialCounts } from './trialCounts.ts';

/** A running trial, with the latest value of each of its metrics. */
export interface RunningTrial {
  readonly trialId: number;
  readonly number: number;
  readonly parameters: Configuration;
  readonly facts: Facts;
  readonly worker: number | null;
  /** Steps reported; the planned number is `facts.plannedSteps`, if it is known. */
  readonly steps: number;
  readonly metrics: StoredMetrics;
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
 * The progress of a sweep: a few look-ups in indexes, cheap enough for every second.
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
      running: alive ? runningTrials(orm, sweepId) : [],
    };
  });
}

/** By number: SQLite would read all trials of the sweep in that order, and finds the few by their state otherwise. */
function runningTrials(orm: Orm, sweepId: number): RunningTrial[] {
  return runningQuery(orm, sweepId)
    .all()
    .sort((a, b) => a.number - b.number);
}

/** In any order. */
export function runningQuery(orm: Orm, sweepId: number) {
  return orm
    .select({
      trialId: trials.id,
      number: trials.number,
      parameters: configurations.parameters,
      facts: configurations.facts,
      worker: trials.worker,
      steps: trials.steps,
      metrics: trials.metrics,
      startedAtMs: trials.startedAtMs,
    })
    .from(trials)
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.state, 'running')));
}
