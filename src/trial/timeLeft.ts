import { Pace, type Planned } from './pace.ts';
import type { TrialState } from './trial.ts';

/** The part of a trial that tells how long a sweep takes. */
export interface Work extends Planned {
  readonly state: TrialState;
  /** The duration of an ended trial. */
  readonly durationMs: number | null;
  /** Start of a running trial, by the same clock as `nowMs`. */
  readonly startedAtMs: number | null;
}

/** The work that a sweep still has to do. */
export interface WorkLeft {
  /** Running trials, with their time so far. */
  readonly running: readonly (Planned & { readonly elapsedMs: number })[];
  /** Waiting trials, in their order. */
  readonly queued: readonly Planned[];
  /** Number of further trials of which nothing else is known. */
  readonly toCome?: number;
  readonly workers: number;
}

/**
 * Estimated time until a sweep ends, in ms, by the pace of its ended trials or, before any has ended, of the
 * running ones: `plan`, the terminal and the pages show it. Undefined if too little is known.
 */
export function workLeftMs(
  ended: Pace,
  { running, queued, toCome = 0, workers }: WorkLeft,
): number | undefined {
  const pace = paceOf(ended, running);
  const leftMs = [...running, ...queued].map((trial) => pace.left(trial));
  if (toCome > 0) {
    const known = [...running, ...queued].map((trial) => pace.left({ ...trial, steps: 0, elapsedMs: 0 }));
    const eachMs = ended.meanTrialMs ?? meanOf(known);
    for (let i = 0; i < toCome; i++) leftMs.push(eachMs);
  }
  return leftMs.includes(undefined) ? undefined : spreadMs(leftMs as number[], workers);
}

/**
 * The pace of the ended trials, or of the running ones before one has ended; steps in no time are those of a clock
 * that was set back.
 */
export function paceOf(ended: Pace, running: WorkLeft['running']): Pace {
  if (ended.hasEnded) return ended;
  const begun = ended.fresh();
  for (const trial of running)
    if (trial.steps > (trial.stepsBefore ?? 0) && trial.elapsedMs > 0) begun.measure(trial, trial.elapsedMs);
  return begun;
}

/** The trials of a sweep that do not run, which change rarely. */
export interface WorkAround {
  readonly ended: Pace;
  readonly queued: readonly Work[];
  /** Trials that follow the search and are not planned yet. */
  readonly finals: readonly Planned[];
  /** Number of all planned trials, running ones included. */
  readonly trials: number;
}

export function workAround(trials: readonly Work[], finals: readonly Planned[] = []): WorkAround {
  const ended = Pace.for(trials);
  for (const trial of trials) {
    const { state, durationMs } = trial;
    if ((state === 'completed' || state === 'pruned') && durationMs) ended.end(trial, durationMs);
  }
  const queued = trials.filter(({ state }) => state === 'queued');
  return { ended, queued, finals, trials: trials.length };
}

/**
 * The same for a sweep's trials as they are. Also undefined if none is running. `most` is the final number of
 * trials of its search, if more are proposed as it goes on.
 */
export function timeLeft(
  running: readonly Work[],
  { ended, queued, finals, trials }: WorkAround,
  nowMs: number,
  most = 0,
): number | undefined {
  if (running.length === 0) return undefined;
  // An open search has no waiting trials; one that has some has found all that it will.
  const toCome = queued.length > 0 ? 0 : Math.max(0, most - trials);
  const soFar = running.map((trial) => {
    const { startedAtMs } = trial;
    return { ...trial, elapsedMs: startedAtMs === null ? 0 : Math.max(0, nowMs - startedAtMs) };
  });
  const waiting = [...queued, ...finals];
  return workLeftMs(ended, { running: soFar, queued: waiting, toCome, workers: running.length });
}

/** With more trials, their order makes no visible difference. */
const MOST_IN_ORDER = 20_000;

/** Time in ms that workers need for trials that they take in order. */
export function spreadMs(trialsMs: readonly number[], workers: number): number {
  const lanes = new Array<number>(Math.max(1, workers)).fill(0);
  if (trialsMs.length > MOST_IN_ORDER) return trialsMs.reduce((sum, ms) => sum + ms, 0) / lanes.length;
  for (const ms of trialsMs) {
    const next = lanes.indexOf(Math.min(...lanes));
    lanes[next]! += ms;
  }
  return Math.max(...lanes);
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return (values as number[]).reduce((sum, each) => sum + each, 0) / values.length;
}
