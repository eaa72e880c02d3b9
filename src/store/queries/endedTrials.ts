import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import type { ErrorCode } from '../../errors.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Facts, SharedSetup } from '../../trainable/trainable.ts';
import type { TrialState } from '../../trial/trial.ts';
import { sweepIsThere, trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations, steps, sweeps, trials } from '../schema.ts';
import type { Machine } from '../store.ts';

/** An ended trial that tells how long others take. */
export interface MeasuredTrial {
  readonly sweepId: number;
  /** Identity of its sweep; see `SweepStart.identity`. */
  readonly identity: string;
  /** The pruner of its sweep, as JSON; null if it had none. */
  readonly rule: string | null;
  readonly shared: SharedSetup;
  readonly machine: Machine;
  readonly configuration: Configuration;
  readonly facts: Facts;
  readonly state: 'completed' | 'pruned';
  readonly fingerprint: string | null;
  readonly steps: number;
  readonly durationMs: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Durations of its first steps, in order. */
  readonly stepsMs: readonly number[];
}

/** Most steps that are read of a trial. */
const MOST_STEPS = 64;

/** The latest trials of a trainable that ran to their end, from any sweep, the newest first. */
export function measuredTrials(db: Database, trainable: string, most: number): MeasuredTrial[] {
  return db.read((orm) => {
    const found = orm
      .select({
        id: trials.id,
        attempt: trials.attempt,
        sweepId: trials.sweepId,
        identity: sweeps.identity,
        rule: sql<string | null>`json_extract(${sweeps.specJson}, '$.earlyTerminate')`,
        shared: sweeps.shared,
        machine: sweeps.machine,
        configuration: configurations.parameters,
        facts: configurations.facts,
        state: trials.state,
        fingerprint: trials.fingerprint,
        steps: trials.steps,
        durationMs: trials.durationMs,
        startedAtMs: trials.startedAtMs,
        endedAtMs: trials.endedAtMs,
      })
      .from(trials)
      .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(
        and(
          areOf(trainable, ['completed', 'pruned']),
          sql`${trials.durationMs} > 0 AND ${trials.startedAtMs} IS NOT NULL`,
        ),
      )
      .orderBy(desc(trials.endedAtMs))
      .limit(most)
      .all();
    return found.map(({ id, attempt, ...trial }) => ({
      ...(trial as Omit<MeasuredTrial, 'stepsMs'>),
      stepsMs: orm
        .select({ durationMs: steps.durationMs })
        .from(steps)
        .where(and(eq(steps.trialId, id), eq(steps.attempt, attempt)))
        .orderBy(steps.step)
        .limit(MOST_STEPS)
        .all()
        .map(({ durationMs }) => durationMs),
    }));
  });
}

/** The outcome of a configuration that was tried. */
export interface TriedTrial {
  readonly configuration: Configuration;
  readonly shared: SharedSetup;
  readonly reasonCode: ErrorCode | null;
  readonly metrics: StoredMetrics;
}

/** The latest trials of a trainable that ended in any state, from any sweep, the newest first. */
export function triedTrials(db: Database, trainable: string, most: number): TriedTrial[] {
  return db.read((orm) =>
    orm
      .select({
        configuration: configurations.parameters,
        shared: sweeps.shared,
        reasonCode: trials.reasonCode,
        metrics: trials.metrics,
      })
      .from(trials)
      .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(areOf(trainable, ['completed', 'pruned', 'failed']))
      .orderBy(desc(trials.id))
      .limit(most)
      .all(),
  );
}

/** Trials and sweeps that were deleted tell nothing. */
function areOf(trainable: string, states: TrialState[]) {
  return and(eq(sweeps.trainable, trainable), inArray(trials.state, states), sweepIsThere, trialIsThere);
}
