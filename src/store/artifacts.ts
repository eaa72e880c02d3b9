import type { Metric } from '../metric/metric.ts';
import type { SharedSetup } from '../trainable/trainable.ts';
import type { Orm } from './database.ts';
import { networkArtifacts } from './network/networkArtifacts.ts';

/** The sweep that artifacts are kept for. */
export interface KeepingSweep {
  readonly sweepId: number;
  /** The kind of its trainable. */
  readonly trainable: string;
  readonly shared: SharedSetup;
  readonly metric: Metric;
}

/**
 * The tables in which a trainable keeps what it has besides metrics; each call is part of the caller's
 * transaction.
 */
export interface ArtifactTables {
  /** Records what the trials of a sweep share; records that exist are not replaced. */
  recordShared(orm: Orm, sweep: KeepingSweep, artifacts: unknown): void;
  /** Records what a completed trial leaves behind. */
  recordResult(orm: Orm, sweep: KeepingSweep, trialId: number, artifacts: unknown): void;
}

/** Tables by the kind of trainable; a kind that is not listed keeps nothing. */
const TABLES: Readonly<Record<string, ArtifactTables>> = { network: networkArtifacts };

export function recordShared(orm: Orm, sweep: KeepingSweep, artifacts: unknown): void {
  if (artifacts !== undefined) TABLES[sweep.trainable]?.recordShared(orm, sweep, artifacts);
}

export function recordResult(orm: Orm, sweep: KeepingSweep, trialId: number, artifacts: unknown): void {
  if (artifacts !== undefined) TABLES[sweep.trainable]?.recordResult(orm, sweep, trialId, artifacts);
}
