import type { Metric } from '../metric/metric.ts';
import type { SharedSetup } from '../trainable/trainable.ts';
import type { Orm } from './database.ts';
import { networkArtifacts } from './network/networkArtifacts.ts';

/** The sweep that something is kept of. */
export interface KeepingSweep {
  readonly sweepId: number;
  /** The kind of its trainable. */
  readonly trainable: string;
  readonly shared: SharedSetup;
  readonly metric: Metric;
}

/** What a trainable keeps besides metrics, in tables of its own; written in the transaction that it belongs to. */
export interface ArtifactTables {
  /** Records what the trials of a sweep share; what is already recorded is kept. */
  recordShared(orm: Orm, sweep: KeepingSweep, artifacts: unknown): void;
  /** Records what a completed trial leaves behind. */
  recordResult(orm: Orm, sweep: KeepingSweep, trialId: number, artifacts: unknown): void;
}

/** By the kind of the trainable; whatever is not here keeps nothing. */
const TABLES: Readonly<Record<string, ArtifactTables>> = { network: networkArtifacts };

export function recordShared(orm: Orm, sweep: KeepingSweep, artifacts: unknown): void {
  if (artifacts !== undefined) TABLES[sweep.trainable]?.recordShared(orm, sweep, artifacts);
}

export function recordResult(orm: Orm, sweep: KeepingSweep, trialId: number, artifacts: unknown): void {
  if (artifacts !== undefined) TABLES[sweep.trainable]?.recordResult(orm, sweep, trialId, artifacts);
}
