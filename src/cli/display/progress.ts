import type { Configuration } from '../../configuration.ts';
import type { Metric, MetricValues } from '../../metric/metric.ts';
import type { PlannedTrial } from '../../store/store.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import type { Facts } from '../../trainable/trainable.ts';
import { Pace, type Planned } from '../../trial/pace.ts';
import { paceOf, workLeftMs } from '../../trial/timeLeft.ts';

/** One worker's current trial. */
export interface Lane {
  readonly trial: PlannedTrial;
  readonly startedAt: number;
  /** Steps that it took over from an earlier attempt. */
  readonly stepsBefore: number;
  /** Undefined if the number of steps is unknown. */
  readonly plannedSteps: number | undefined;
  /** Number of steps done, and the done share of the next one. */
  reported: number;
  share: number;
  /** The step that was last reported or is in progress. */
  step: number | undefined;
  /** The latest value of each metric. */
  metrics: MetricValues;
}

export interface Best {
  readonly trial: number;
  readonly value: number;
  readonly configuration: Configuration;
}

/** A trial that had ended before. */
export type EndedTrial = Planned & { readonly durationMs: number };

/** What had come of a sweep before this run. */
export interface Before {
  /** Those that ran to their end, from which the pace is known. */
  readonly trials: readonly EndedTrial[];
  /** Number of all that had ended, and of those among them that had failed. */
  readonly ended: number;
  readonly failed: number;
}

/** The facts of a configuration that are known beforehand. */
export type FactsOf = (configuration: Configuration) => Facts;

/** Follows the events of a sweep and computes its progress and the time left. */
export class Progress {
  readonly lanes = new Map<number, Lane>();
  readonly metric: Metric;
  best: Best | undefined;
  /** Undefined if the sweep goes on until it is stopped. */
  total: number | undefined = 0;
  done = 0;
  failed = 0;
  /** Whether no further trial starts for now. */
  paused = false;
  /** Whether it was asked to stop; running trials end at their next step. */
  stopping = false;
  private readonly factsOf: FactsOf;
  private readonly now: () => number;
  /** The pace of the trials that have ended. */
  private pace = new Pace();
  private waiting = new Map<number, Planned>();
  private workers = 1;

  constructor(metric: Metric, factsOf: FactsOf, now: () => number = () => performance.now()) {
    this.metric = metric;
    this.factsOf = factsOf;
    this.now = now;
  }

  /** Adds what had ended before this run: the counts are those of the whole sweep, as on its page. */
  goOn({ trials, ended, failed }: Before): void {
    for (const trial of trials) this.pace.end(trial, trial.durationMs);
    this.done += ended;
    this.failed += failed;
    if (this.total !== undefined) this.total += ended;
  }

  onEvent(event: SweepEvent): void {
    switch (event.type) {
      case 'sweep_started':
        this.workers = event.workers;
        this.total = event.isOpenEnded ? undefined : event.toRun;
        this.pace = Pace.for(event.trials.map(({ configuration }) => this.factsOf(configuration)));
        this.wait(event.trials, event.toRun);
        break;
      case 'trial_started': {
        const { plannedSteps } = this.factsOf(event.trial.configuration);
        const lane = {
          trial: event.trial,
          startedAt: this.now(),
          plannedSteps,
          stepsBefore: event.resumedFrom ?? 0,
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
        const { step, metrics } = event.report;
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
        if (event.state === 'completed' || event.state === 'pruned')
          this.pace.end({ ...this.factsOf(event.trial.configuration), steps: event.steps }, event.durationMs);
        this.consider(event.trial, event.metrics?.[this.metric.name]);
        break;
    }
  }

  /** Estimated time until all trials of this run have ended, in ms; undefined if too little is known. */
  leftMs(): number | undefined {
    if (this.total === undefined) return undefined;
    const running = this.running();
    const queued = [...this.waiting.values()];
    const toCome = Math.max(0, this.total - this.done - running.length - queued.length);
    return workLeftMs(this.pace, { running, queued, toCome, workers: this.workers });
  }

  /** Estimated time until a lane's trial ends, in ms; undefined if too little is known. */
  laneLeftMs(lane: Lane): number | undefined {
    return paceOf(this.pace, this.running()).left(this.laneWork(lane));
  }

  private running() {
    return [...this.lanes.values()].map((lane) => this.laneWork(lane));
  }

  private laneWork({ trial, reported, share, startedAt, stepsBefore }: Lane) {
    const facts = this.factsOf(trial.configuration);
    return { ...facts, steps: reported + share, stepsBefore, elapsedMs: this.now() - startedAt };
  }

  private wait(trials: readonly PlannedTrial[], most: number): void {
    const queued = trials.filter(({ state }) => state === 'queued').slice(0, most);
    for (const { number, configuration, sharedSteps = 0 } of queued) {
      this.waiting.set(number, { ...this.factsOf(configuration), steps: sharedSteps });
    }
  }

  private consider({ number: trial, configuration }: PlannedTrial, value: number | undefined): void {
    if (value === undefined || !Number.isFinite(value)) return;
    const sign = this.metric.goal === 'maximize' ? 1 : -1;
    const ahead = this.best ? sign * (value - this.best.value) : 1;
    // Of equal trials, the one with the lowest number counts as the best, as on the leaderboard, whichever
    // ends first.
    if (ahead > 0 || (ahead === 0 && trial < this.best!.trial)) this.best = { trial, value, configuration };
  }
}
