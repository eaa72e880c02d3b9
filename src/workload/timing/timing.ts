import type { Configuration } from '../../configuration.ts';
import type { MeasuredTrial } from '../../store/index.ts';
import type { Description, Facts } from '../../trainable/trainable.ts';

/** How long the trials of a sweep take on this machine, from measurements on it. */
export interface Timing {
  /** Facts such as `stepMs`, which replace its trainable's typical values. */
  factsOf(configuration: Configuration): Facts;
  /** The origin of the facts in a few words: `from 24 trials here`. */
  readonly source: string;
}

export interface TimingRequest {
  /** Some of the configurations that are to be estimated. */
  readonly typical: readonly Configuration[];
  /** Number of trials that will run at once. */
  readonly workers: number;
  /** Trials of the same trainable, the newest first. */
  readonly measured: readonly MeasuredTrial[];
  /** The folder for files that can be made again. */
  readonly cache: string;
  /**
   * Whether missing facts may be measured now, which takes up to three seconds; called before that begins.
   */
  readonly onCalibrate?: (() => void) | undefined;
}

/** Newest trials that are read: enough to know a machine, and quick to read. */
export const MOST_MEASURED = 300;

/** A description with the known facts about its time. */
export class Timed implements Description {
  readonly configuration: Configuration;
  private readonly description: Description;
  private readonly known: Facts | undefined;

  constructor(configuration: Configuration, description: Description, timing: Timing | undefined) {
    this.configuration = configuration;
    this.description = description;
    this.known = timing?.factsOf(configuration);
  }

  /** Put together on demand: those of a hundred thousand configurations would fill the memory. */
  get facts(): Facts {
    return { ...this.description.facts, ...this.known };
  }

  /** Made on demand, as the description's own details are. */
  get details(): unknown {
    return this.description.details;
  }
}
