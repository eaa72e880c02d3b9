import type { TrialMessage } from './trial.ts';

/**
 * Sends the reports of a judged trial one at a time, whether the caller waits or not: the next one once the
 * last was answered, and none once the trial must stop.
 */
export class JudgedReports {
  private readonly onMessage: (message: TrialMessage) => unknown;
  private readonly shouldStop: () => boolean;
  private last: Promise<unknown> = Promise.resolve();

  constructor(onMessage: (message: TrialMessage) => unknown, shouldStop: () => boolean) {
    this.onMessage = onMessage;
    this.shouldStop = shouldStop;
  }

  /** Resolves once the report was answered. */
  tell(report: TrialMessage): Promise<unknown> {
    this.last = this.last.then(() => (this.shouldStop() ? undefined : this.onMessage(report)));
    return this.last;
  }

  /** Resolves once all reports that were sent are answered. */
  get answered(): Promise<unknown> {
    return this.last;
  }
}
