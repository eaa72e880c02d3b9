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

/** The pace of the ended trials, or of the running ones before one has ended. */
export function paceOf(ended: Pace, running: WorkLeft['running']): Pace {
  if (ended.hasEnded) return ended;
  const begun = ended.fresh();
  for (const trial of running)
    if (trial.steps > (trial.stepsBefore ?? 0)) begun.measure(trial, trial.elapsedMs);
  return begun;
}

/**
 * The same for a sweep's trials as they are. Also undefined if none is running. `most` is the final number of
 * trials of its search, if more are proposed as it goes on; `finals` are trials that follow the search.
 */
export function timeLeft(
  trials: Iterable<Work>,
  nowMs: number,
  most = 0,
  finals: readonly Planned[] = [],
): number | undefined {
  const all = [...trials];
  const ended = Pace.for(all);
  const running: (Work & { elapsedMs: number })[] = [];
  const queued: Work[] = [];
  for (const trial of all) {
    const { state, durationMs, startedAtMs } = trial;
    if (state === 'running')
      running.push({ ...trial, elapsedMs: startedAtMs === null ? 0 : Math.max(0, nowMs - startedAtMs) });
    if (state === 'queued') queued.push(trial);
    if ((state === 'completed' || state === 'pruned') && durationMs) ended.end(trial, durationMs);
  }
  if (running.length === 0) return undefined;
  // An open search has no waiting trials; one that has some has found all that it will.
  const toCome = queued.length > 0 ? 0 : Math.max(0, most - all.length);
  return workLeftMs(ended, { running, queued: [...queued, ...finals], toCome, workers: running.length });
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
