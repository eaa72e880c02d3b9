import type { Dataset } from '../../data/dataset.ts';
import type { SweepPlan } from '../../sweep/planSweep.ts';
import type { Problem } from '../../sweepfile/problem.ts';
import type { SpecSetup } from '../../trainable/index.ts';
import type { RankedOn } from '../../trainable/network/selection.ts';
import type { Workload } from '../../trainable/trainable.ts';
import type { OpenedWorkload, SpecOf } from '../../workload/openedWorkload.ts';
import type { Timing, TimingRequest } from '../../workload/timing/timing.ts';
import type { Context } from '../context.ts';

/** A trainable's needs on a machine: data, files, engines. This folder has one file for each. */
export interface WorkloadKind<Setup extends SpecSetup = SpecSetup> {
  /** The key of a spec that names something that must be on the machine. */
  readonly key: 'dataset' | 'program' | 'trainer';
  /**
   * Describes what `run` would train; it downloads, writes and starts nothing.
   * @throws SweepError if it is certain that it cannot be trained.
   */
  survey(spec: SpecOf<Setup>, context: Context): Promise<WorkloadSurvey>;
  /**
   * Fails if the machine lacks something that nothing can provide, before anything is downloaded or written.
   * @throws SweepError such as `engine_unavailable`.
   */
  require(spec: SpecOf<Setup>): Promise<void>;
  /**
   * Loads and finds everything that its trials need; oddities are reported.
   * @throws SweepError if something is missing; `interrupted` once the signal is aborted.
   */
  open(spec: SpecOf<Setup>, context: Context, signal: AbortSignal): Promise<AnnouncedWorkload>;
}

/** The description of a workload wherever a sweep of it is announced. */
export interface Announcement {
  /** The trainable in a few words: `ann and cnn on fashion-mnist`. */
  readonly title: string;
  /** Lines below the title, such as the sizes of a dataset. */
  readonly lines: readonly string[];
  /** Warnings about how its trials are selected. */
  readonly cautions: readonly Problem[];
  /** The fields that scripts get. */
  readonly json: {
    readonly engine: string | null;
    /** The images that the metric is measured on; null if only the program knows. */
    readonly rankedOn: RankedOn | null;
    readonly dataset: object | null;
  };
  /** Warnings about configurations that this machine may not be able to train. */
  warnings(planned: SweepPlan['configurations']): Problem[];
  /** Durations of trials here; undefined if nothing was measured. */
  timing(request: TimingRequest): Promise<Timing | undefined>;
}

/** The known facts of a workload that is not opened. */
export interface WorkloadSurvey extends Announcement {
  readonly describe: Workload['describe'];
  /**
   * {@link Workload.reckoning}: exact, as trials of a database depend on it, or only within the plan.
   * Undefined if trials share nothing, or too little is known.
   */
  reckoning?(isExact: boolean): Promise<Workload['reckoning']>;
  /** An assumption that the plan depends on. */
  readonly assumed?: Problem | undefined;
  /** {@link Workload.identity}; undefined if it cannot be known before the workload is opened. */
  identity(): Promise<Workload['identity'] | undefined>;
}

/** A workload that is ready to run, with its description. */
export interface AnnouncedWorkload extends OpenedWorkload, Announcement {
  /** A dataset that is already in memory, for the pages of the dashboard. */
  readonly dataset?: Dataset;
}
