import { and, eq } from 'drizzle-orm';
import type { Goal } from '../../metric/metric.ts';
import { type Finals, storedFinals } from '../../sweepfile/finals.ts';
import { type RankedOn, rankedOn } from '../../trainable/network/selection.ts';
import type { Validation } from '../../trainable/network/setup.ts';
import type { DatasetSummary, NetworkShared } from '../../trainable/network/shared.ts';
import type { SharedSetup } from '../../trainable/trainable.ts';
import { sweepIsThere } from '../annotations/target.ts';
import type { Orm } from '../database.ts';
import { liveState, ownersClockMs } from '../ownership.ts';
import { type SweepState, sweeps } from '../schema.ts';
import type { Machine } from '../store.ts';

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
  readonly metric: string;
  readonly goal: Goal;
  readonly seed: number;
  readonly replicates: number;
  /** How its best configurations are trained again, where its spec says so. */
  readonly finals: Finals | null;
  /** The kind of what its trials train. */
  readonly trainable: string;
  /** What all its trials share, as its trainable says it. */
  readonly shared: SharedSetup;
  /** What it trains on, where its trainable says so. */
  readonly dataset: DatasetSummary | null;
  /** Which images it is validated on; null where that is the program's own affair. */
  readonly validation: Validation | null;
  /** The images that its metric is measured on; what is not `validation` is flagged. */
  readonly rankedOn: RankedOn | null;
  readonly engine: string | null;
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
    finals: storedFinals(row.specJson) ?? null,
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

/** What a search learnt from earlier sweeps is long, and its own affair. */
function withoutTrials(shared: SharedSetup): SharedSetup {
  if (!shared.learnt) return shared;
  const { trials: _, ...learnt } = shared.learnt as Record<string, unknown>;
  return { ...shared, learnt };
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
