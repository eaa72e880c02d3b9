import { and, eq } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import { SweepError, type WireError } from '../../errors.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { TrialOrigin, TrialState } from '../../trial/trial.ts';
import type { Database } from '../database.ts';
import { trialDurationMs, trialEndedAtMs } from '../elapsed.ts';
import { configurations, steps, trials } from '../schema.ts';
import { type SweepInfo, sweepById } from './sweepInfo.ts';

/** All data of one trial except its curves. Times are milliseconds since 1970. */
export interface TrialDetail {
  readonly trialId: number;
  readonly number: number;
  readonly sweep: SweepInfo;
  /** SHA-256 of the configuration, in hex. */
  readonly configuration: string;
  readonly parameters: Configuration;
  readonly facts: Facts;
  /** Further plain data that its trainable keeps of the configuration. */
  readonly details: unknown;
  readonly replicate: number;
  readonly seed: number;
  readonly state: TrialState;
  readonly attempt: number;
  /** Why a completed training ended before its last planned epoch; null if it did not. */
  readonly stoppedEarly: string | null;
  /** Why it failed or was cancelled; null if it did neither. */
  readonly reason: WireError | null;
  readonly worker: number | null;
  readonly fingerprint: string | null;
  /** Steps reported in this attempt, and the last of them. */
  readonly steps: number;
  readonly lastStep: number | null;
  /** The digest of the last step, see `HistoryRow.digest`; null if it has none. */
  readonly digest: string | null;
  /** The last step that this attempt took over; null if it did all steps itself. */
  readonly resumedFrom: number | null;
  /** The trial that did its first steps; null if it did them itself. */
  readonly origin: TrialOrigin | null;
  /** The latest value of each metric or, once it has completed, its final ones; null if not finite. */
  readonly metrics: StoredMetrics;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly durationMs: number | null;
}

/** @throws SweepError `trial_not_found`. */
export function trialDetail(db: Database, trialId: number): TrialDetail {
  return db.read((orm) => {
    const row = orm
      .select({ trials, configurations, durationMs: trialDurationMs, endedAtMs: trialEndedAtMs })
      .from(trials)
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(eq(trials.id, trialId))
      .get();
    if (!row) throw new SweepError('trial_not_found', `There is no trial with id ${trialId}.`);
    const sweep = sweepById(orm, row.trials.sweepId)!;
    const { attempt, lastStep } = row.trials;
    const last = orm
      .select({ digest: steps.digest })
      .from(steps)
      .where(and(eq(steps.trialId, trialId), eq(steps.attempt, attempt), eq(steps.step, lastStep ?? -1)))
      .get();
    const { durationMs, endedAtMs } = row;
    return {
      ...ofConfiguration(row.configurations),
      ...ofTrial({ ...row.trials, durationMs, endedAtMs }, sweep),
      digest: last?.digest ?? null,
    };
  });
}

function ofConfiguration(row: typeof configurations.$inferSelect) {
  const { hash, parameters, facts, details } = row;
  return { configuration: hash, parameters, facts, details };
}

function ofTrial(row: typeof trials.$inferSelect, sweep: SweepInfo) {
  const { id, sweepId: _, configurationId: __, ...same } = row;
  const { reasonCode: code, reasonMessage: message, reasonHint: hint, state, ...rest } = same;
  return {
    ...rest,
    trialId: id,
    sweep,
    state: state === 'running' && sweep.state !== 'running' ? ('queued' as const) : state,
    stoppedEarly: code === null ? message : null,
    reason: code === null ? null : { code, message: message ?? '', ...(hint === null ? {} : { hint }) },
  };
}
