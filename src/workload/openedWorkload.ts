import type { DownloadOptions } from '../data/download.ts';
import type { Surroundings } from '../data/places.ts';
import type { Executor } from '../executor/executor.ts';
import type { MemoryBudget } from '../sweep/admission.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { Workload } from '../trainable/trainable.ts';

/** A spec whose trials have this setup. */
export type SpecOf<Setup extends SpecSetup> = Spec & { readonly setup: Setup };

/** The place in which a workload is opened. */
export interface WorkloadPlace {
  readonly surroundings: Surroundings;
  /** The folder in which each trial may have one of its own, `<sweep>/<trial>`; see `filesDirectory`. */
  readonly filesDirectory: string;
  readonly signal: AbortSignal;
  /** Called with the progress of downloads. */
  readonly onProgress?: DownloadOptions['onProgress'];
}

/** A workload that is ready to run. */
export interface OpenedWorkload {
  readonly workload: Workload;
  /** The needs of trials and the memory available; absent if unknown. */
  readonly memory?: MemoryBudget;
  /** Facts that readers of the numbers must know, one sentence each. */
  readonly remarks: readonly string[];
  executor(slots: number): Executor;
}

/**
 * Loads and finds everything that the trials of a spec need.
 * @throws SweepError if something is missing; `interrupted` once the signal is aborted.
 */
export type OpenWorkload<
  Setup extends SpecSetup = SpecSetup,
  Opened extends OpenedWorkload = OpenedWorkload,
> = (spec: SpecOf<Setup>, place: WorkloadPlace) => Promise<Opened>;
