import type { MetricValues } from '../../metric/metric.ts';
import type { TrialMessage, TrialResult } from '../../trial/trial.ts';
import { readReport } from './report.ts';

/** The steps that one trial reports. */
export class Steps {
  private readonly trial: number;
  private readonly send: (message: TrialMessage) => unknown;
  private readonly startedAt = performance.now();
  private reportedAt = this.startedAt;
  private step = 0;
  private latest: MetricValues = {};
  private isClosed = false;

  constructor(trial: number, send: (message: TrialMessage) => unknown) {
    this.trial = trial;
    this.send = send;
  }

  /**
   * Pending while reports come faster than they are taken. Reports after the end are left out.
   * @throws SweepError at once if a report is no metric.
   */
  report(reported: unknown, givenStep?: number): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    const { step, metrics } = readReport(reported, this.step + 1, givenStep);
    const now = performance.now();
    const durationMs = now - this.reportedAt;
    this.reportedAt = now;
    this.step = step;
    this.latest = { ...this.latest, ...metrics };
    return Promise.resolve(
      this.send({ type: 'report', trial: this.trial, step, metrics, durationMs }),
    ) as Promise<void>;
  }

  /** The latest value of each metric. */
  result(): TrialResult {
    return { metrics: this.latest, durationMs: performance.now() - this.startedAt };
  }

  close(): void {
    this.isClosed = true;
  }
}
