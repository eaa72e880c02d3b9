/** What is known beforehand of how long a trial takes; see `Facts` of its trainable. */
export interface TrialTime {
  /** Steps that it has if nothing ends it earlier; absent where nobody knows. */
  readonly plannedSteps?: number | undefined;
  /** Estimated time of one of its steps: right in proportion to that of the other trials. */
  readonly stepMs?: number | undefined;
  /** The same of what it does beside its steps. */
  readonly restMs?: number | undefined;
  /** The same of the whole trial, where nobody knows its steps. */
  readonly trialMs?: number | undefined;
  /** How far these are off, in percent; absent where they are right in proportion alone. */
  readonly estimateErrorPercent?: number | undefined;
}

export interface Planned extends TrialTime {
  /** Steps done, a part of one included. */
  readonly steps: number;
  /** Those of them that an earlier attempt did, in other time than that which is measured. */
  readonly stepsBefore?: number;
  /** What it took so far; for a trial whose steps nobody knows. */
  readonly elapsedMs?: number;
}

/** By about so much a trial differs from its estimate, in percent, however well a machine is known. */
const TRIAL_NOISE_PERCENT = 8;
/** The beginning counts as a trial's share that was measured, at most and at least. */
const MOST_PRIOR_TRIALS = 1;
const LEAST_PRIOR_TRIALS = 0.05;

/**
 * How fast a sweep is: corrects the estimated times of trials to come by those that were measured. Times of this machine
 * hold until then, and count for less the more is measured; what is right in proportion alone says nothing before.
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

  /** `meanStepMs` is the estimated time of a step that has no estimate of its own, `priorMs` what the estimates count. */
  constructor(meanStepMs = 1, priorMs = 0) {
    this.meanStepMs = meanStepMs;
    this.priorMs = priorMs;
  }

  /** Before any of these trials has begun. */
  static for(trials: Iterable<TrialTime>): Pace {
    let [stepsMs, counted, trialsMs, absolute, errors] = [0, 0, 0, 0, 0];
    for (const { plannedSteps, stepMs, restMs = 0, trialMs, estimateErrorPercent } of trials) {
      if (stepMs !== undefined) {
        counted++;
        stepsMs += stepMs;
      }
      const wholeMs = plannedSteps === undefined ? trialMs : restMs + plannedSteps * (stepMs ?? Number.NaN);
      if (estimateErrorPercent === undefined || !wholeMs) continue;
      absolute++;
      trialsMs += wholeMs;
      errors += estimateErrorPercent;
    }
    const sure = absolute === 0 ? 0 : (TRIAL_NOISE_PERCENT / (errors / absolute)) ** 2;
    const priorTrials = Math.min(MOST_PRIOR_TRIALS, Math.max(LEAST_PRIOR_TRIALS, sure));
    return new Pace(stepsMs / counted || 1, absolute === 0 ? 0 : priorTrials * (trialsMs / absolute));
  }

  /** Takes estimates as they are, for want of anything better. */
  static asEstimated(): Pace {
    return new Pace(1, 1);
  }

  /** Trials are going to end after such a share of their steps, until one has ended. */
  expectShare(share: number): void {
    this.expectedShare = share;
  }

  /** The same before anything was measured. */
  fresh(): Pace {
    return new Pace(this.meanStepMs, this.priorMs);
  }

  get hasEnded(): boolean {
    return this.ended > 0;
  }

  /** What a trial that ended took on average. */
  get meanTrialMs(): number | undefined {
    return this.ended === 0 ? undefined : this.endedMs / this.ended;
  }

  /** So much of a trial took so long. */
  measure({ steps, stepsBefore = 0, stepMs = this.meanStepMs, restMs = 0 }: Planned, durationMs: number) {
    this.measuredMs += durationMs;
    this.estimatedMs += restMs + (steps - stepsBefore) * stepMs;
  }

  /** A trial ended after so many of its steps. */
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
   * About how long a trial still takes, in ms: the estimated time of the steps that it has left, of which it does as
   * large a share as those that ended. Undefined where neither estimates nor measurements say it.
   */
  left({ steps, plannedSteps, stepMs = this.meanStepMs, restMs = 0, trialMs, elapsedMs = 0 }: Planned) {
    const estimatedMs = this.estimatedMs + this.priorMs;
    if (estimatedMs === 0) return undefined;
    const ratio = (this.measuredMs + this.priorMs) / estimatedMs;
    if (plannedSteps === undefined && trialMs !== undefined) return Math.max(0, trialMs * ratio - elapsedMs);
    const usual = plannedSteps === undefined ? this.meanSteps : plannedSteps * this.share;
    if (usual === undefined) return undefined;
    // What it does beside its steps comes at the beginning and at the end.
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
