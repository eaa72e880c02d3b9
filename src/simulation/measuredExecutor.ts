import { configurationHash } from '../configuration.ts';
import type { Executor } from '../executor/executor.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { MeasuredConfiguration, MeasuredTrial } from './measured.ts';
import type { VirtualClock } from './virtualClock.ts';

/** Lets trials report the measured values at the times when they would have come. */
export class MeasuredExecutor implements Executor {
  readonly slots: number;
  private readonly clock: VirtualClock;
  private readonly measured: readonly MeasuredConfiguration[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly metric: string;
  private readonly free: number[];
  private readonly stopped = new Set<number>();
  private hasStopped = false;

  constructor(
    measured: readonly MeasuredConfiguration[],
    metric: string,
    slots: number,
    clock: VirtualClock,
  ) {
    this.measured = measured;
    this.places = new Map(measured.map((each, place) => [configurationHash(each.configuration), place]));
    this.metric = metric;
    this.slots = slots;
    this.clock = clock;
    this.free = Array.from({ length: slots }, (_, slot) => slot);
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    const slot = this.free.shift()!;
    try {
      return await this.replay(job, slot, onMessage);
    } finally {
      this.free.push(slot);
      this.free.sort((a, b) => a - b);
    }
  }

  private async replay(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
  ): Promise<TrialOutcome> {
    const { trial } = job;
    this.clock.busy();
    const startedMs = this.clock.nowMs;
    const { reports, value } = this.measuredOf(job);
    onMessage({ type: 'started', trial, worker });
    for (const report of reports) {
      await this.clock.passes(report.durationMs);
      this.clock.busy();
      if (this.isStopped(trial)) return { state: 'stopped' };
      await onMessage({ type: 'report', trial, ...report });
      if (this.isStopped(trial)) return { state: 'stopped' };
    }
    if (value === undefined)
      return {
        state: 'failed',
        error: { code: 'trial_crashed', message: 'It failed when it was measured.' },
      };
    const metrics = { ...reports.at(-1)?.metrics, [this.metric]: value };
    return { state: 'completed', result: { metrics, durationMs: this.clock.nowMs - startedMs } };
  }

  /** Equal seeds give equal trials; other seeds take turns. */
  private measuredOf({ configuration, seed }: TrialJob): MeasuredTrial {
    const place = this.places.get(configurationHash(configuration))!;
    const { trials } = this.measured[place]!;
    return trials[(seed + place) % trials.length]!;
  }

  private isStopped(trial: number): boolean {
    return this.hasStopped || this.stopped.has(trial);
  }

  stop(): void {
    this.hasStopped = true;
  }

  stopTrial(trial: number): void {
    this.stopped.add(trial);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
