import { and, eq } from 'drizzle-orm';
import type { Goal } from '../../metric/metric.ts';
import { type Confirmed, type Finals, storedFinals } from '../../sweepfile/finals.ts';
import { type RankedOn, rankedOn } from '../../trainable/network/selection.ts';
import type { Validation } from '../../trainable/network/setup.ts';
import type { DatasetSummary, NetworkShared } from '../../trainable/network/shared.ts';
import type { SharedSetup } from '../../trainable/trainable.ts';
import { sweepIsThere } from '../annotations/target.ts';
import type { Orm } from '../database.ts';
import { liveState, ownersClockMs } from '../ownership.ts';
import { type SweepState, sweeps } from '../schema.ts';
import type { Machine } from '../store.ts';

/** A sweep, as the database has it, without its trials. Times are milliseconds since 1970. */
export interface SweepInfo {
  readonly id: number;
  readonly name: string;
  /** `running` only while a live process runs it. */
  readonly state: SweepState;
  /** Whether the process that runs it starts no further trials for now. */
  readonly paused: boolean;
  /** The run cap that a request set, which replaces the spec's. */
  readonly raisedRunCap: number | null;
  readonly method: string;
  readonly metric: string;
  readonly goal: Goal;
  readonly seed: number;
  readonly replicates: number;
  /** How its best configurations are trained again, if its spec says so or they were confirmed. */
  readonly finals: Finals | null;
  /** The kind of its trainable. */
  readonly trainable: string;
  /** The setup that all its trials share, as its trainable describes it. */
  readonly shared: SharedSetup;
  /** The dataset, if its trainable names one. */
  readonly dataset: DatasetSummary | null;
  /** The images that it is validated on; null if that is left to the program. */
  readonly validation: Validation | null;
  /** The images that its metric is measured on; everything but `validation` is flagged. */
  readonly rankedOn: RankedOn | null;
  readonly engine: string | null;
  readonly machine: Machine;
  readonly specText: string;
  readonly specJson: string;
  readonly createdAtMs: number;
  /** Time of its last start. */
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /**
   * The present time by the clock of the process that runs it; null if none does. Durations of running trials
   * are measured by this clock only.
   */
  readonly clockMs: number | null;
}

export function toSweepInfo(row: typeof sweeps.$inferSelect): SweepInfo {
  const state = liveState(row);
  const { dataset = null, validation = null, engine = null } = row.shared as Partial<NetworkShared>;
  return {
    id: row.id,
    name: row.name,
    state,
    paused: row.paused && state === 'running',
    raisedRunCap: row.raisedRunCap,
    method: row.method,
    metric: row.metricName,
    goal: row.metricGoal,
    seed: row.seed,
    replicates: row.replicates,
    finals: storedFinals(row.specJson, row.shared.confirmed as Confirmed | undefined) ?? null,
    trainable: row.trainable,
    shared: withoutTrials(row.shared),
    dataset,
    validation,
    rankedOn: rankedOn({ metric: row.metricName, validation }),
    engine,
    machine: row.machine,
    specText: row.specText,
    specJson: row.specJson,
    createdAtMs: row.createdAtMs,
    startedAtMs: row.startedAtMs,
    endedAtMs: row.endedAtMs,
    clockMs: state === 'running' ? ownersClockMs(row) : null,
  };
}

/** The results that a search learnt from earlier sweeps are long, and only the search needs them. */
function withoutTrials(shared: SharedSetup): SharedSetup {
  if (!shared.learnt) return shared;
  const { trials: _, ...learnt } = shared.learnt as Record<string, unknown>;
  return { ...shared, learnt };
}

/** Undefined for a deleted sweep, too. */
export function sweepById(orm: Orm, id: number): SweepInfo | undefined {
  const row = orm
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.id, id), sweepIsThere))
    .get();
  return row && toSweepInfo(row);
}
