import type { TrialState } from './trial.ts';

/** A trial as far as it tells how long a sweep takes. */
export interface Work {
  readonly state: TrialState;
  /** Steps done, a part of one included. */
  readonly steps: number;
  /** How many of them were done before it began. */
  readonly resumedFrom?: number | null;
  /** Steps that it has if nothing ends it earlier; absent where nobody knows. */
  readonly plannedSteps?: number | undefined;
  /** Estimated time of one of its steps: right in proportion to that of the other trials. */
  readonly stepMs?: number | undefined;
  /** What it took, for one that has ended. */
  readonly durationMs: number | null;
  /** Start of a trial that runs, by the same clock as `nowMs`. */
  readonly startedAtMs: number | null;
}

type Planned = Pick<Work, 'steps' | 'plannedSteps' | 'stepMs'>;

/** How fast a sweep is: corrects the estimated times of trials to come by those that were measured. */
export class Pace {
  private measuredMs = 0;
  private estimatedMs = 0;
  private ended = 0;
  private endedSteps = 0;
  private plannedSteps = 0;
  private readonly meanStepMs: number;

  /** `meanStepMs` is the estimated time of a step that has no estimate of its own. */
  constructor(meanStepMs = 1) {
    this.meanStepMs = meanStepMs;
  }

  /** So many steps took so long. */
  measure(durationMs: number, steps: number, stepMs = this.meanStepMs): void {
    this.measuredMs += durationMs;
    this.estimatedMs += steps * stepMs;
  }

  /** A trial ended after so many of its steps. */
  end(steps: number, plannedSteps: number | undefined): void {
    this.ended++;
    this.endedSteps += steps;
    this.plannedSteps += plannedSteps || steps;
  }

  /**
   * About how long a trial still takes, in ms: the estimated time of the steps that it has left, of which it does as
   * large a share as those that ended. Undefined where nothing was measured, or nobody knows how many steps it has.
   */
  left({ steps, plannedSteps, stepMs = this.meanStepMs }: Planned): number | undefined {
    if (this.estimatedMs === 0) return undefined;
    const usual = plannedSteps === undefined ? this.meanSteps : plannedSteps * this.share;
    if (usual === undefined) return undefined;
    return (Math.max(0, usual - steps) * stepMs * this.measuredMs) / this.estimatedMs;
  }

  private get share(): number {
    return this.plannedSteps === 0 ? 1 : this.endedSteps / this.plannedSteps;
  }

  private get meanSteps(): number | undefined {
    return this.ended === 0 ? undefined : this.endedSteps / this.ended;
  }
}

/**
 * About how long a sweep still takes, in ms: what is left of the trials that run and of those that wait, by the pace of
 * the ended trials or, before any has ended, of the running ones. Undefined where no trial runs or too little is known.
 */
export function timeLeft(trials: Iterable<Work>, nowMs: number): number | undefined {
  const all = [...trials];
  let [estimated, estimatedMs] = [0, 0];
  for (const { stepMs } of all) {
    if (stepMs === undefined) continue;
    estimated++;
    estimatedMs += stepMs;
  }
  const meanStepMs = estimatedMs / estimated || 1;
  const ended = new Pace(meanStepMs);
  const begun = new Pace(meanStepMs);
  let hasEnded = false;
  const running: Work[] = [];
  const queued: Work[] = [];
  for (const trial of all) {
    const { state, steps, resumedFrom, plannedSteps, stepMs, durationMs, startedAtMs } = trial;
    if (state === 'running') running.push(trial);
    if (state === 'queued') queued.push(trial);
    if (steps === 0) continue;
    if (state === 'running' && startedAtMs !== null)
      begun.measure(Math.max(0, nowMs - startedAtMs), steps - (resumedFrom ?? 0), stepMs);
    if ((state === 'completed' || state === 'pruned') && durationMs) {
      hasEnded = true;
      ended.measure(durationMs, steps, stepMs);
      ended.end(steps, plannedSteps);
    }
  }
  if (running.length === 0) return undefined;
  const pace = hasEnded ? ended : begun;
  const leftMs = [...running, ...queued].map((trial) => pace.left(trial));
  return leftMs.includes(undefined) ? undefined : spreadMs(leftMs as number[], running.length);
}

/** Beyond so many trials their order changes nothing that anyone sees. */
const MOST_IN_ORDER = 20_000;

/** How long so many workers take for trials that they take in order, in ms. */
export function spreadMs(trialsMs: readonly number[], workers: number): number {
  const lanes = new Array<number>(Math.max(1, workers)).fill(0);
  if (trialsMs.length > MOST_IN_ORDER) return trialsMs.reduce((sum, ms) => sum + ms, 0) / lanes.length;
  for (const ms of trialsMs) {
    const next = lanes.indexOf(Math.min(...lanes));
    lanes[next]! += ms;
  }
  return Math.max(...lanes);
}
