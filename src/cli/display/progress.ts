import type { PlannedTrial } from '../../store/store.ts';
import { Calibration, estimateEpochMs, estimateTotalMs, type TrialSize } from '../../sweep/estimate.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import type { Metric } from '../../sweepfile/spec.ts';

/** What one worker is at. */
export interface Lane {
  readonly trial: PlannedTrial;
  /** From 1; the epoch in training. */
  epoch: number;
  readonly epochs: number;
  /** Share of the epoch that is done, 0 to 1. */
  share: number;
  loss: number | undefined;
  /** The sweep's metric after the last whole epoch. */
  value: number | undefined;
}

export interface Best {
  readonly trial: number;
  readonly value: number;
}

/** Sizes of what the trials of a sweep train on. */
export interface SplitSizes {
  readonly training: number;
  readonly validation: number;
}

/** Follows the events of a sweep and knows at any time how far it is and how long it will take. */
export class Progress {
  readonly lanes = new Map<number, Lane>();
  readonly metric: Metric;
  best: Best | undefined;
  total = 0;
  done = 0;
  failed = 0;
  /** No further trial starts, until another request. */
  paused = false;
  /** Asked to stop; what runs ends at its next step. */
  stopping = false;
  private readonly sizes: SplitSizes;
  private readonly calibration = new Calibration();
  private readonly trialSize: (trial: PlannedTrial) => TrialSize;
  private waiting: PlannedTrial[] = [];
  private workers = 1;

  constructor(metric: Metric, sizes: SplitSizes, trialSize: (trial: PlannedTrial) => TrialSize) {
    this.metric = metric;
    this.sizes = sizes;
    this.trialSize = trialSize;
  }

  onEvent(event: SweepEvent): void {
    switch (event.type) {
      case 'sweep_started':
        this.workers = event.workers;
        this.total = event.toRun;
        this.waiting = event.trials.filter(({ state }) => state === 'queued').slice(0, event.toRun);
        break;
      case 'trial_started': {
        const epochs = Number(event.trial.configuration.parameters.epochs);
        const lane = { trial: event.trial, epoch: 1, epochs, share: 0, loss: undefined, value: undefined };
        this.lanes.set(event.worker, lane);
        this.waiting = this.waiting.filter(({ number }) => number !== event.trial.number);
        break;
      }
      case 'progress':
        Object.assign(this.lanes.get(event.worker) ?? {}, {
          epoch: event.epoch,
          share: event.step / event.steps,
          loss: event.loss,
        });
        break;
      case 'epoch': {
        const value = event.metrics[this.metric.name];
        const { epoch, loss, durationMs } = event.metrics;
        Object.assign(this.lanes.get(event.worker) ?? {}, { epoch: epoch + 1, share: 0, loss, value });
        this.calibration.add(durationMs, this.predictedEpochMs(event.trial));
        break;
      }
      case 'trials_added':
        this.total += event.toRun;
        this.waiting = [
          ...this.waiting,
          ...event.trials.filter(({ state }) => state === 'queued').slice(0, event.toRun),
        ];
        break;
      case 'request_taken':
        if (event.accepted && event.request.kind === 'pause_sweep') this.paused = true;
        if (event.accepted && event.request.kind === 'resume_sweep') this.paused = false;
        if (event.accepted && event.request.kind === 'stop_sweep') this.stopping = true;
        break;
      case 'trial_ended':
        if (event.worker === undefined)
          this.waiting = this.waiting.filter(({ number }) => number !== event.trial.number);
        else this.lanes.delete(event.worker);
        if (event.state === 'queued') break;
        this.done++;
        if (event.state === 'failed') this.failed++;
        this.consider(event.trial.number, event.metrics?.[this.metric.name]);
        break;
    }
  }

  /** Estimated time until all trials of this run have ended, in ms; undefined before the first epoch. */
  leftMs(): number | undefined {
    const { factor } = this.calibration;
    if (factor === undefined) return undefined;
    const running = [...this.lanes.values()].map((lane) => this.laneLeftMs(lane)!);
    const waiting = this.waiting.map(
      (trial) => factor * this.predictedEpochMs(trial) * Number(trial.configuration.parameters.epochs),
    );
    return estimateTotalMs([...running, ...waiting], this.workers);
  }

  /** Estimated time until a lane's trial has ended, in ms; undefined before the first epoch of the run. */
  laneLeftMs({ trial, epochs, epoch, share }: Lane): number | undefined {
    const { factor } = this.calibration;
    if (factor === undefined) return undefined;
    const epochsLeft = Math.max(0, epochs - epoch + 1 - share);
    return epochsLeft * this.predictedEpochMs(trial) * factor;
  }

  private predictedEpochMs(trial: PlannedTrial): number {
    return estimateEpochMs(this.trialSize(trial), this.sizes.training, this.sizes.validation);
  }

  private consider(trial: number, value: number | undefined): void {
    if (value === undefined || !Number.isFinite(value)) return;
    const sign = this.metric.goal === 'maximize' ? 1 : -1;
    const ahead = this.best ? sign * (value - this.best.value) : 1;
    // Of equal trials the first counts as the best, as on the leaderboard, whichever ends first.
    if (ahead > 0 || (ahead === 0 && trial < this.best!.trial)) this.best = { trial, value };
  }
}
