import type { MeasuredTrial } from '../store/index.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import type { Description, Facts } from '../trainable/trainable.ts';
import { lookaheadSpread } from '../trial/lookaheadSpread.ts';
import { Pace } from '../trial/pace.ts';
import { spreadMs, workLeftMs } from '../trial/timeLeft.ts';
import type { Timed, Timing } from '../workload/timing/timing.ts';

/** The duration of a plan; null means unknown. */
export interface Estimate {
  readonly estimateMs: number | null;
  /** Possible error; null if nothing was measured on this machine. */
  readonly estimateErrorPercent: number | null;
  /** Whether the estimate is an upper bound, because it takes trials as complete that may end early. */
  readonly estimateIsMost: boolean;
  /** The basis of the estimate, such as `from 24 trials here`. */
  readonly estimateSource: string | null;
  /**
   * Share of the workers' time that they spend waiting for results that an adaptive search needs; null for
   * any other search.
   */
  readonly waitingPercent: number | null;
}

export const NO_ESTIMATE: Estimate = {
  estimateMs: null,
  estimateErrorPercent: null,
  estimateIsMost: false,
  estimateSource: null,
  waitingPercent: null,
};

/** The data that an estimate is made from. */
export interface EstimateBasis {
  readonly spec: Spec;
  readonly timing: Timing | undefined;
  /** Trials of the same trainable, including those of this sweep. */
  readonly measured: readonly MeasuredTrial[];
  /** The identity of the sweep that would go on; undefined while it cannot be known. */
  readonly identity: string | undefined;
  readonly workers: number;
}

/** Number of trials of other sweeps that are needed to learn how much a pruner saves. */
const LEAST_TELLING = 5;
/** Uncertainty of that share: the pruner saves another share in another sweep. */
const SHARE_ERROR_PERCENT = 20;
const MOST_IN_ORDER = 20_000;

/** A configuration with trials that are still to run. */
export interface Open {
  readonly description: Timed;
  readonly trials: number;
  /** Number of first steps of each trial that another trial does or has done. */
  readonly shared: number;
}

/** The time of the given number of trials of each configuration, in the order in which they are trained. */
export function estimateOf(basis: EstimateBasis, open: readonly Open[]): Estimate {
  const { workers } = basis;
  const { pace, isMost, errorPercent } = paceOfPlan(
    basis,
    open.map(({ description }) => description),
  );
  let left: number | undefined;
  if (open.length > MOST_IN_ORDER) {
    // With so many trials, their order makes no visible difference.
    const eachMs = open.map(
      ({ description, trials, shared }) =>
        trials * (pace.left({ ...description.facts, steps: shared }) ?? Number.NaN),
    );
    left = spreadMs(eachMs, workers);
  } else {
    const queued = open.flatMap(({ description, trials, shared }) =>
      Array.from({ length: trials }, () => ({ ...description.facts, steps: shared })),
    );
    left = queued.length === 0 ? 0 : workLeftMs(pace, { running: [], queued, workers });
  }
  return estimate(basis, left, isMost, errorPercent, null);
}

/**
 * The time of the trials that a search proposes as it learns, if each is like one of those drawn; `known` ones
 * come first.
 */
export function estimateDrawn(
  basis: EstimateBasis,
  drawn: readonly Timed[],
  trials: number,
  known: readonly Open[] = [],
): Estimate {
  const { spec, workers } = basis;
  const { pace, isMost, errorPercent } = paceOfPlan(basis, drawn);
  const drawnMs = drawn.map(({ facts }) => wholeMs(pace, facts) ?? Number.NaN);
  const knownMs = known.flatMap(({ description, shared, trials: each }) =>
    Array.from({ length: each }, () => pace.left({ ...description.facts, steps: shared }) ?? Number.NaN),
  );
  const trialsMs = Array.from(
    { length: trials },
    (_, index) => knownMs[index] ?? drawnMs[index % drawnMs.length] ?? Number.NaN,
  );
  const { ms, waiting } = lookaheadSpread(trialsMs, workers, spec.lookahead);
  const share = Number.isFinite(waiting) ? Math.round(100 * waiting) : null;
  return estimate(basis, ms, isMost, errorPercent, share);
}

function estimate(
  { timing }: EstimateBasis,
  ms: number | undefined,
  estimateIsMost: boolean,
  errorPercent: number | null,
  waitingPercent: number | null,
): Estimate {
  if (ms === undefined || !Number.isFinite(ms)) return { ...NO_ESTIMATE, waitingPercent };
  return {
    estimateMs: Math.round(ms),
    estimateErrorPercent: errorPercent === null ? null : Math.round(errorPercent),
    estimateIsMost: estimateIsMost && ms > 0,
    estimateSource: timing?.source ?? null,
    waitingPercent,
  };
}

function wholeMs(pace: Pace, facts: Facts): number | undefined {
  return pace.left({ ...facts, steps: 0 });
}

/** The pace that this sweep has shown or, before it has begun, other sweeps. */
function paceOfPlan(basis: EstimateBasis, descriptions: readonly Description[]) {
  const { spec, timing, measured, identity } = basis;
  const facts = descriptions.map((each) => each.facts);
  const pace = timing ? Pace.for(facts) : Pace.asEstimated();
  const own = measured.filter((trial) => identity !== undefined && trial.identity === identity);
  for (const { configuration, facts: known, steps, durationMs } of own) {
    pace.end({ ...known, ...timing?.factsOf(configuration), steps }, durationMs);
  }
  const { endsEarly = () => false } = trainableOf(spec.setup.kind);
  const early = (trial: MeasuredTrial) =>
    trial.rule === ruleOf(spec) && endsEarly(trial.configuration) === endsItself;
  const endsItself = descriptions.some(
    (each) => 'configuration' in each && endsEarly(each.configuration as never),
  );
  let error = timing ? meanError(facts) : null;
  const mayEnd = spec.earlyTerminate !== undefined || endsItself;
  if (!mayEnd || own.length > 0) return { pace, isMost: ends(spec), errorPercent: error };
  const telling = measured.filter((trial) => early(trial) && trial.facts.plannedSteps !== undefined);
  if (telling.length < LEAST_TELLING) return { pace, isMost: true, errorPercent: error };
  const sum = (value: (trial: MeasuredTrial) => number) =>
    telling.reduce((all, each) => all + value(each), 0);
  pace.expectShare(sum(({ steps }) => steps) / sum((trial) => trial.facts.plannedSteps!));
  if (error !== null) error = Math.hypot(error, SHARE_ERROR_PERCENT);
  return { pace, isMost: ends(spec), errorPercent: error };
}

/** Whether the whole search may end before its last trial. */
function ends({ target, noGainIn }: Spec): boolean {
  return target !== undefined || noGainIn !== undefined;
}

/** The pruner's settings, as they are stored with a sweep. */
function ruleOf({ earlyTerminate }: Spec): string | null {
  return earlyTerminate === undefined ? null : JSON.stringify(earlyTerminate);
}

function meanError(facts: readonly Facts[]): number | null {
  const errors = facts.flatMap(({ estimateErrorPercent }) => estimateErrorPercent ?? []);
  return errors.length === 0 ? null : errors.reduce((sum, each) => sum + each, 0) / errors.length;
}
