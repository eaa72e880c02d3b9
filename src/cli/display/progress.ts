import type { Configuration } from '../../configuration.ts';
import type { Metric, MetricValues } from '../../metric/metric.ts';
import type { PlannedTrial } from '../../store/store.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import type { Facts } from '../../trainable/trainable.ts';
import { Pace, spreadMs } from '../../trial/timeLeft.ts';

/** What one worker is at. */
export interface Lane {
  readonly trial: PlannedTrial;
  /** Undefined where nobody knows how many steps it has. */
  readonly plannedSteps: number | undefined;
  /** How many steps are done, and which share of the next one. */
  reported: number;
  share: number;
  /** The step that was reported last or is being done. */
  step: number | undefined;
  /** The latest value of each metric. */
  metrics: MetricValues;
}

export interface Best {
  readonly trial: number;
  readonly value: number;
}

/** What is known of a configuration of the sweep beforehand. */
export type FactsOf = (configuration: Configuration) => Facts;

/** Follows the events of a sweep and knows at any time how far it is and how long it will take. */
export class Progress {
  readonly lanes = new Map<number, Lane>();
  readonly metric: Metric;
  best: Best | undefined;
  /** Undefined where it goes on until it is stopped. */
  total: number | undefined = 0;
  done = 0;
  failed = 0;
  /** No further trial starts, until another request. */
  paused = false;
  /** Asked to stop; what runs ends at its next step. */
  stopping = false;
  private readonly factsOf: FactsOf;
  private readonly pace = new Pace();
  /** What the trials took that have ended. */
  private endedMs = 0;
  private waiting = new Map<number, PlannedTrial>();
  private workers = 1;

  constructor(metric: Metric, factsOf: FactsOf) {
    this.metric = metric;
    this.factsOf = factsOf;
  }

  onEvent(event: SweepEvent): void {
    switch (event.type) {
      case 'sweep_started':
        this.workers = event.workers;
        this.total = event.isOpenEnded ? undefined : event.toRun;
        this.wait(event.trials, event.toRun);
        break;
      case 'trial_started': {
        const { plannedSteps } = this.factsOf(event.trial.configuration);
        const lane = {
          trial: event.trial,
          plannedSteps,
          reported: event.resumedFrom ?? 0,
          share: 0,
          step: undefined,
          metrics: {},
        };
        this.lanes.set(event.worker, lane);
        this.waiting.delete(event.trial.number);
        break;
      }
      case 'progress': {
        const lane = this.lanes.get(event.worker);
        if (!lane) break;
        lane.step = event.step;
        lane.share = event.done / event.total;
        lane.metrics = { ...lane.metrics, ...event.metrics };
        break;
      }
      case 'report': {
        const { step, metrics, durationMs } = event.report;
        this.pace.measure(durationMs, 1, this.factsOf(event.trial.configuration).stepMs);
        const lane = this.lanes.get(event.worker);
        if (!lane) break;
        lane.step = step;
        lane.reported++;
        lane.share = 0;
        lane.metrics = { ...lane.metrics, ...metrics };
        break;
      }
      case 'trials_added':
        if (this.total !== undefined) this.total += event.toRun;
        this.wait(event.trials, Math.max(event.toRun, event.trials.length));
        break;
      case 'request_taken':
        if (event.accepted && event.request.kind === 'pause_sweep') this.paused = true;
        if (event.accepted && event.request.kind === 'resume_sweep') this.paused = false;
        if (event.accepted && event.request.kind === 'stop_sweep') this.stopping = true;
        break;
      case 'trial_ended':
        if (event.worker === undefined) this.waiting.delete(event.trial.number);
        else this.lanes.delete(event.worker);
        if (event.state === 'queued') break;
        this.done++;
        if (event.state === 'failed') this.failed++;
        this.endedMs += event.durationMs;
        if (event.state === 'completed' || event.state === 'pruned')
          this.pace.end(event.steps, this.factsOf(event.trial.configuration).plannedSteps);
        this.consider(event.trial.number, event.metrics?.[this.metric.name]);
        break;
    }
  }

  /** About how long all trials of this run still take, in ms; undefined where too little is known. */
  leftMs(): number | undefined {
    if (this.total === undefined) return undefined;
    const leftMs: number[] = [];
    for (const lane of this.lanes.values()) {
      const ms = this.laneLeftMs(lane);
      if (ms === undefined) return undefined;
      leftMs.push(ms);
    }
    for (const { configuration, sharedSteps = 0 } of this.waiting.values()) {
      const ms = this.trialLeftMs(sharedSteps, this.factsOf(configuration));
      if (ms === undefined) return undefined;
      leftMs.push(ms);
    }
    const toCome = this.total - this.done - this.lanes.size - this.waiting.size;
    if (toCome > 0 && this.done === 0) return undefined;
    for (let i = 0; i < toCome; i++) leftMs.push(this.endedMs / this.done);
    return spreadMs(leftMs, this.workers);
  }

  /** About how long a lane's trial still takes, in ms; undefined where too little is known. */
  laneLeftMs({ trial, reported, share }: Lane): number | undefined {
    return this.trialLeftMs(reported + share, this.factsOf(trial.configuration));
  }

  /** What nobody has planned may take any time. */
  private trialLeftMs(steps: number, { plannedSteps, stepMs }: Facts): number | undefined {
    return plannedSteps === undefined ? undefined : this.pace.left({ steps, plannedSteps, stepMs });
  }

  private wait(trials: readonly PlannedTrial[], most: number): void {
    const queued = trials.filter(({ state }) => state === 'queued').slice(0, most);
    for (const trial of queued) this.waiting.set(trial.number, trial);
  }

  private consider(trial: number, value: number | undefined): void {
    if (value === undefined || !Number.isFinite(value)) return;
    const sign = this.metric.goal === 'maximize' ? 1 : -1;
    const ahead = this.best ? sign * (value - this.best.value) : 1;
    // Of equal trials the first counts as the best, as on the leaderboard, whichever ends first.
    if (ahead > 0 || (ahead === 0 && trial < this.best!.trial)) this.best = { trial, value };
  }
}
