import type { Dataset } from '../../data/dataset.ts';
import type { SweepPlan } from '../../sweep/planSweep.ts';
import type { Problem } from '../../sweepfile/problem.ts';
import type { SpecSetup } from '../../trainable/index.ts';
import type { RankedOn } from '../../trainable/network/selection.ts';
import type { Workload } from '../../trainable/trainable.ts';
import type { OpenedWorkload, SpecOf } from '../../workload/openedWorkload.ts';
import type { Timing, TimingRequest } from '../../workload/timing/timing.ts';
import type { Context } from '../context.ts';

/** What a trainable needs of a machine: data, files, engines. One file of this folder for each. */
export interface WorkloadKind<Setup extends SpecSetup = SpecSetup> {
  /** The key of a spec that names what has to be on the machine. */
  readonly key: 'dataset' | 'program' | 'trainer';
  /**
   * Says what `run` would train, and downloads, writes and starts nothing.
   * @throws SweepError where it is certain that it cannot be trained.
   */
  survey(spec: SpecOf<Setup>, context: Context): Promise<WorkloadSurvey>;
  /**
   * Fails where the machine lacks something that nothing can bring; before anything is downloaded or written.
   * @throws SweepError such as `engine_unavailable`.
   */
  require(spec: SpecOf<Setup>): Promise<void>;
  /**
   * Loads and finds all that its trials need; what is odd about it is noted.
   * @throws SweepError where something is missing; `interrupted` once the signal is aborted.
   */
  open(spec: SpecOf<Setup>, context: Context, signal: AbortSignal): Promise<AnnouncedWorkload>;
}

/** What is said of a workload wherever a sweep of it is announced. */
export interface Announcement {
  /** What is trained, in a few words: `ann and cnn on fashion-mnist`. */
  readonly title: string;
  /** What stands beneath it, such as the sizes of a dataset; lines. */
  readonly lines: readonly string[];
  /** What has to be said of how its trials are selected. */
  readonly cautions: readonly Problem[];
  /** What scripts are told of it. */
  readonly json: {
    readonly engine: string | null;
    /** The images that the metric is measured on; null where the program alone knows. */
    readonly rankedOn: RankedOn | null;
    readonly dataset: object | null;
  };
  /** Warnings about configurations that this machine may not be able to train. */
  warnings(planned: SweepPlan['configurations']): Problem[];
  /** How long trials take here; undefined where nothing was measured. */
  timing(request: TimingRequest): Promise<Timing | undefined>;
}

/** What is known of a workload that is not opened. */
export interface WorkloadSurvey extends Announcement {
  readonly describe: Workload['describe'];
  /**
   * {@link Workload.reckoning}: exact, as what trials of a database depend on, or only within the plan. Undefined where
   * trials share nothing, or not enough is known.
   */
  reckoning?(isExact: boolean): Promise<Workload['reckoning']>;
  /** What is taken for granted, which the plan depends on. */
  readonly assumed?: Problem | undefined;
  /** {@link Workload.identity}; undefined where it cannot be known before the workload is opened. */
  identity(): Promise<Workload['identity'] | undefined>;
}

/** A workload that is ready to run, and what is said of it. */
export interface AnnouncedWorkload extends OpenedWorkload, Announcement {
  /** A dataset that is in memory anyway, for the pages of the dashboard. */
  readonly dataset?: Dataset;
}
