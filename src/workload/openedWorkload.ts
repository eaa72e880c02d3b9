import type { DownloadOptions } from '../data/download.ts';
import type { Surroundings } from '../data/places.ts';
import type { Executor } from '../executor/executor.ts';
import type { MemoryBudget } from '../sweep/admission.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { Workload } from '../trainable/trainable.ts';

/** A spec whose trials train that. */
export type SpecOf<Setup extends SpecSetup> = Spec & { readonly setup: Setup };

/** Where a workload is opened. */
export interface WorkloadPlace {
  readonly surroundings: Surroundings;
  /** The folder in which each trial may have one of its own, `<sweep>/<trial>`; see `filesDirectory`. */
  readonly filesDirectory: string;
  readonly signal: AbortSignal;
  /** Told of what is downloaded. */
  readonly onProgress?: DownloadOptions['onProgress'];
}

/** A workload that is ready to run. */
export interface OpenedWorkload {
  readonly workload: Workload;
  /** What trials need and what there is; absent where nothing is known of that. */
  readonly memory?: MemoryBudget;
  /** What whoever reads the numbers must know, a sentence each. */
  readonly remarks: readonly string[];
  executor(slots: number): Executor;
}

/**
 * Loads and finds all that the trials of a spec need.
 * @throws SweepError where something is missing; `interrupted` once the signal is aborted.
 */
export type OpenWorkload<
  Setup extends SpecSetup = SpecSetup,
  Opened extends OpenedWorkload = OpenedWorkload,
> = (spec: SpecOf<Setup>, place: WorkloadPlace) => Promise<Opened>;
