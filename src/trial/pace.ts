/** The known facts about how long a trial takes; see `Facts` of its trainable. */
export interface TrialTime {
  /** Number of steps if nothing ends it earlier; absent if unknown. */
  readonly plannedSteps?: number | undefined;
  /** Estimated time of one of its steps, in proportion to the other trials. */
  readonly stepMs?: number | undefined;
  /** Estimated time beside its steps. */
  readonly restMs?: number | undefined;
  /** Estimated time of the whole trial, if its steps are unknown. */
  readonly trialMs?: number | undefined;
  /** Error of these, in percent; absent if they are only in proportion. */
  readonly estimateErrorPercent?: number | undefined;
}

export interface Planned extends TrialTime {
  /** Steps done, including a part of the current one. */
  readonly steps: number;
  /** Steps that an earlier attempt did, in time that is not measured here. */
  readonly stepsBefore?: number;
  /** Time that it has taken so far; for a trial whose steps are unknown. */
  readonly elapsedMs?: number;
}

/** Estimated time of a whole trial, in ms; NaN or undefined if its facts do not tell. */
export function wholeTrialMs({ plannedSteps, stepMs, restMs = 0, trialMs }: TrialTime): number | undefined {
  return plannedSteps === undefined ? trialMs : restMs + plannedSteps * (stepMs ?? Number.NaN);
}

/** How much a trial differs from its estimate, in percent, however well a machine is known. */
const TRIAL_NOISE_PERCENT = 8;
/** The most and the least that the prior counts, as a share of a measured trial. */
const MOST_PRIOR_TRIALS = 1;
const LEAST_PRIOR_TRIALS = 0.05;

/**
 * The pace of a sweep: corrects the estimated times of trials to come by measured ones. Times of this machine
 * apply before that, and count less as more is measured; estimates in proportion say nothing before the first
 * measurement.
 */
export class Pace {
  private measuredMs = 0;
  private estimatedMs = 0;
  private ended = 0;
  private endedMs = 0;
  private endedSteps = 0;
  private plannedSteps = 0;
  private expectedShare = 1;
  private readonly meanStepMs: number;
  private readonly priorMs: number;

  /**
   * `meanStepMs` is the estimated time of a step that has no estimate of its own, `priorMs` the weight of the
   * estimates.
   */
  constructor(meanStepMs = 1, priorMs = 0) {
    this.meanStepMs = meanStepMs;
    this.priorMs = priorMs;
  }

  /** A pace before any of these trials has begun. */
  static for(trials: Iterable<TrialTime>): Pace {
    let [stepsMs, counted, trialsMs, absolute, errors] = [0, 0, 0, 0, 0];
    for (const trial of trials) {
      const { stepMs, estimateErrorPercent } = trial;
      if (stepMs !== undefined) {
        counted++;
        stepsMs += stepMs;
      }
      const wholeMs = wholeTrialMs(trial);
      if (estimateErrorPercent === undefined || !wholeMs) continue;
      absolute++;
      trialsMs += wholeMs;
      errors += estimateErrorPercent;
    }
    const sure = absolute === 0 ? 0 : (TRIAL_NOISE_PERCENT / (errors / absolute)) ** 2;
    const priorTrials = Math.min(MOST_PRIOR_TRIALS, Math.max(LEAST_PRIOR_TRIALS, sure));
    return new Pace(stepsMs / counted || 1, absolute === 0 ? 0 : priorTrials * (trialsMs / absolute));
  }

  /** A pace that takes estimates as they are, if there is nothing better. */
  static asEstimated(): Pace {
    return new Pace(1, 1);
  }

  /** Assumes that trials end after that share of their steps, until one has ended. */
  expectShare(share: number): void {
    this.expectedShare = share;
  }

  /** The same pace before any measurement. */
  fresh(): Pace {
    return new Pace(this.meanStepMs, this.priorMs);
  }

  get hasEnded(): boolean {
    return this.ended > 0;
  }

  /** Mean time of the trials that have ended. */
  get meanTrialMs(): number | undefined {
    return this.ended === 0 ? undefined : this.endedMs / this.ended;
  }

  /** Records the measured time of a part of a trial. */
  measure({ steps, stepsBefore = 0, stepMs = this.meanStepMs, restMs = 0 }: Planned, durationMs: number) {
    this.measuredMs += durationMs;
    this.estimatedMs += restMs + (steps - stepsBefore) * stepMs;
  }

  /** Records that a trial ended after a number of its steps. */
  end(trial: Planned, durationMs: number): void {
    const { steps, plannedSteps, trialMs } = trial;
    if (steps === 0 && trialMs === undefined) return;
    if (trialMs === undefined || plannedSteps !== undefined) this.measure(trial, durationMs);
    else {
      this.measuredMs += durationMs;
      this.estimatedMs += trialMs;
    }
    this.ended++;
    this.endedMs += durationMs;
    this.endedSteps += steps;
    this.plannedSteps += plannedSteps || steps;
  }

  /**
   * Estimated time left of a trial, in ms: that of its remaining steps, of which it does the same share as
   * ended trials did. Undefined if neither estimates nor measurements tell.
   */
  left({ steps, plannedSteps, stepMs = this.meanStepMs, restMs = 0, trialMs, elapsedMs = 0 }: Planned) {
    const estimatedMs = this.estimatedMs + this.priorMs;
    if (estimatedMs === 0) return undefined;
    const ratio = (this.measuredMs + this.priorMs) / estimatedMs;
    if (plannedSteps === undefined && trialMs !== undefined) return Math.max(0, trialMs * ratio - elapsedMs);
    const usual = plannedSteps === undefined ? this.meanSteps : plannedSteps * this.share;
    if (usual === undefined) return undefined;
    // Time beside the steps is spent at the beginning and at the end.
    const rest = steps > 0 ? restMs / 2 : restMs;
    return (Math.max(0, usual - steps) * stepMs + rest) * ratio;
  }

  private get share(): number {
    return this.plannedSteps === 0 ? this.expectedShare : this.endedSteps / this.plannedSteps;
  }

  private get meanSteps(): number | undefined {
    return this.ended === 0 ? undefined : this.endedSteps / this.ended;
  }
}
