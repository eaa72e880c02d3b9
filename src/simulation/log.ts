import type { Configuration } from '../configuration.ts';
import type { SweepEvent } from '../sweep/events.ts';
import type { VirtualClock } from './virtualClock.ts';

/** A trial as it ran in a simulation. */
export interface SimulatedTrial {
  readonly number: number;
  readonly configuration: Configuration;
  readonly state: 'completed' | 'pruned' | 'failed';
  /** Why it was pruned. */
  readonly reason: string | undefined;
  /** The sweep's metric, if it completed. */
  readonly value: number | undefined;
  readonly steps: number;
  /** Steps of all trials up to the time when it ended. */
  readonly stepsBefore: number;
  /** Time since the sweep began. */
  readonly endedMs: number;
}

/** The outcomes of a simulation's trials, in the order in which they ended. */
export class Log {
  readonly ended: SimulatedTrial[] = [];
  private readonly metric: string;
  private readonly clock: VirtualClock;
  private readonly onEnded: (trial: SimulatedTrial) => unknown;
  private readonly steps = new Map<number, number>();
  private allSteps = 0;

  constructor(metric: string, clock: VirtualClock, onEnded: (trial: SimulatedTrial) => unknown) {
    this.metric = metric;
    this.clock = clock;
    this.onEnded = onEnded;
  }

  note(event: SweepEvent): void {
    if (event.type === 'report') {
      const { number } = event.trial;
      this.allSteps++;
      this.steps.set(number, (this.steps.get(number) ?? 0) + 1);
    }
    if (event.type !== 'trial_ended') return;
    const { state, metrics, reason } = event;
    if (state !== 'completed' && state !== 'pruned' && state !== 'failed') return;
    const { number, configuration } = event.trial;
    const trial: SimulatedTrial = {
      number,
      configuration,
      state,
      reason: state === 'pruned' ? reason?.message : undefined,
      value: metrics?.[this.metric],
      steps: this.steps.get(number) ?? 0,
      stepsBefore: this.allSteps,
      endedMs: this.clock.nowMs,
    };
    this.ended.push(trial);
    this.onEnded(trial);
  }
}
