import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MetricValues } from '../../metric/metric.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { TrialJob } from '../../trial/trial.ts';

/** A trial while its program runs, for those that its program may talk to. */
export interface ServedTrial {
  readonly job: TrialJob<ProgramSetup>;
  /** A secret of this trial, in hex. */
  readonly token: string;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  /** The trial's own folder, absolute; it is there. */
  readonly directory: string;
  /**
   * Reports metrics of a step, or of the step in progress; resolves once more can be taken. Nothing happens once the
   * trial has ended.
   */
  report(metrics: MetricValues, step?: number): Promise<void>;
  /** Adds to the trial's output; a text of whole lines. */
  print(text: string): void;
  /** Hands in a file, to be kept with the trial in place of one of the same path, such as `media/images/a.png`. */
  handIn(path: string, content: Uint8Array): void;
}

/**
 * Another way in which programs report, such as the protocol of a client that they have already. It is served on the
 * executor's server, on loopback, beside `SWEEP_URL`, whose addresses begin with `/trials/`.
 */
export interface TrialEndpoint {
  /** Called before a trial's first process starts: further variables for its environment. */
  environment(
    trial: ServedTrial,
  ): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Answers a request, or says false where it is none of its own; it has touched nothing of it then. */
  handle(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean>;
  /** Called when the trial's last process has ended. */
  ended(trial: ServedTrial): unknown;
}
