import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MetricValues } from '../../metric/metric.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { TrialJob } from '../../trial/trial.ts';

/** A running trial of a program, for the endpoints that the program may talk to. */
export interface ServedTrial {
  readonly job: TrialJob<ProgramSetup>;
  /** A secret of this trial, in hex. */
  readonly token: string;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  /** The trial's own folder, absolute; it exists. */
  readonly directory: string;
  /**
   * Reports metrics of a step, or of the step in progress; resolves once more can be taken. Does nothing once
   * the trial has ended.
   */
  report(metrics: MetricValues, step?: number): Promise<void>;
  /** Appends a text of whole lines to the trial's output. */
  print(text: string): void;
  /** Stores a file with the trial, replacing one of the same path, such as `media/images/a.png`. */
  handIn(path: string, content: Uint8Array): void;
}

/**
 * Another way for programs to report, such as the protocol of a client that they use already. It is served on
 * the executor's server, on loopback, beside `SWEEP_URL`, whose addresses begin with `/trials/`.
 */
export interface TrialEndpoint {
  /** Called before a trial's first process starts; returns further variables for its environment. */
  environment(
    trial: ServedTrial,
  ): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Answers a request; returns false, with the request untouched, if it is not one of its own. */
  handle(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean>;
  /** Called when the trial's last process has ended. */
  ended(trial: ServedTrial): unknown;
}
