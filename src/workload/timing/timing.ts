import type { Configuration } from '../../configuration.ts';
import type { MeasuredTrial } from '../../store/index.ts';
import type { Description, Facts } from '../../trainable/trainable.ts';

/** How long the trials of a sweep take on this machine, by what was measured on it. */
export interface Timing {
  /** The facts that say so, such as `stepMs`, in place of what its trainable takes as typical. */
  factsOf(configuration: Configuration): Facts;
  /** What they come from, in a few words: `from 24 trials here`. */
  readonly source: string;
}

export interface TimingRequest {
  /** Some of the configurations that are to be estimated. */
  readonly typical: readonly Configuration[];
  /** How many trials are going to run at once. */
  readonly workers: number;
  /** Trials of the same trainable, the newest first. */
  readonly measured: readonly MeasuredTrial[];
  /** The folder for what can be had again. */
  readonly cache: string;
  /** Whether what is missing may be measured now, which takes up to three seconds; told before that begins. */
  readonly onCalibrate?: (() => void) | undefined;
}

/** The newest trials that are looked at: enough to know a machine, and little to read. */
export const MOST_MEASURED = 300;

/** A description with what is known of its time. */
export class Timed implements Description {
  readonly facts: Facts;
  readonly configuration: Configuration;
  private readonly description: Description;

  constructor(configuration: Configuration, description: Description, timing: Timing | undefined) {
    this.configuration = configuration;
    this.description = description;
    this.facts = timing ? { ...description.facts, ...timing.factsOf(configuration) } : description.facts;
  }

  /** Made when it is asked for, as the description's own. */
  get details(): unknown {
    return this.description.details;
  }
}
