import { and, eq } from 'drizzle-orm';
import { type RankedOn, rankedOn } from '../../sweepfile/selection.ts';
import type { Metric, MetricName } from '../../sweepfile/spec.ts';
import type { Validation } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { liveState, ownersClockMs } from '../ownership.ts';
import { type SweepState, sweeps } from '../schema.ts';
import { sweepIsThere } from '../steering/target.ts';
import type { DatasetSummary, Machine } from '../store.ts';

/** A sweep as it stands in the database, without its trials. Times are milliseconds since 1970. */
export interface SweepInfo {
  readonly id: number;
  readonly name: string;
  /** `running` only while a live process runs it. */
  readonly state: SweepState;
  /** Whether the process that runs it starts no further trial for now. */
  readonly paused: boolean;
  /** The run cap that a request gave it in place of the spec's. */
  readonly raisedRunCap: number | null;
  readonly method: string;
  readonly metric: MetricName;
  readonly goal: Metric['goal'];
  readonly validation: Validation;
  /** The images that its metric is measured on; what is not `validation` is flagged. */
  readonly rankedOn: RankedOn;
  readonly seed: number;
  readonly replicates: number;
  readonly engine: string;
  readonly dataset: DatasetSummary;
  readonly machine: Machine;
  readonly specText: string;
  readonly specJson: string;
  readonly createdAtMs: number;
  /** When it was last begun. */
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** What the clock of the process that runs it says now; null where none does. Only by it has what runs a duration. */
  readonly clockMs: number | null;
}

export function toSweepInfo(row: typeof sweeps.$inferSelect): SweepInfo {
  const state = liveState(row);
  return {
    id: row.id,
    name: row.name,
    state,
    paused: row.paused && state === 'running',
    raisedRunCap: row.raisedRunCap,
    method: row.method,
    metric: row.metricName,
    goal: row.metricGoal,
    validation: row.validation,
    rankedOn: rankedOn({ metric: row.metricName, validation: row.validation }),
    seed: row.seed,
    replicates: row.replicates,
    engine: row.engine,
    dataset: row.dataset,
    machine: row.machine,
    specText: row.specText,
    specJson: row.specJson,
    createdAtMs: row.createdAtMs,
    startedAtMs: row.startedAtMs,
    endedAtMs: row.endedAtMs,
    clockMs: state === 'running' ? ownersClockMs(row) : null,
  };
}

/** Undefined for one that was deleted, too. */
export function sweepById(orm: Orm, id: number): SweepInfo | undefined {
  const row = orm
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.id, id), sweepIsThere))
    .get();
  return row && toSweepInfo(row);
}
