import { canonicalJson } from '../../configuration.ts';
import type { MeasuredConfiguration } from '../../simulation/measured.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { RecordedTrial, SweepInfo } from '../../store/index.ts';
import type { EarlyTerminate } from '../../sweepfile/earlyTerminate/settings.ts';
import type { Method, Spec } from '../../sweepfile/spec.ts';
import { storedSpace } from '../../sweepfile/storedSpace.ts';
import { trainableOf } from '../../trainable/index.ts';
import { bestConfigurations, measuredTrials } from './measuredTrials.ts';

/** Searches by the words of `--method`. */
export const SEARCHES: Readonly<Record<string, { readonly method: Method; readonly design?: 'sobol' }>> = {
  grid: { method: 'grid' },
  random: { method: 'random' },
  sobol: { method: 'random', design: 'sobol' },
  bayes: { method: 'bayes' },
};

/** The effort until the best was found, or until everything was tried. */
export interface Effort {
  readonly trials: number;
  readonly steps: number;
  readonly durationMs: number;
}

/** The result of a search. */
export interface MethodReplay {
  readonly method: string;
  readonly earlyTerminate: EarlyTerminate | undefined;
  readonly seeds: number;
  /** Number of seeds with which the best was found and trained to its end. */
  readonly found: number;
  /** The mean over these seeds; undefined if there are none. */
  readonly untilBest: Effort | undefined;
}

export interface MethodsRequest {
  readonly sweep: SweepInfo;
  readonly trials: readonly RecordedTrial[];
  /** Words of {@link SEARCHES}. */
  readonly methods: readonly string[];
  /** Each is combined with every method. */
  readonly rules: readonly (EarlyTerminate | undefined)[];
  readonly lookahead: number;
  readonly seeds: number;
}

export interface MethodsReplay {
  /** Number of configurations. */
  readonly configurations: number;
  /** The effort of all trainings. */
  readonly whole: Effort;
  /** The effort of the sweep itself until it had the best. */
  readonly asRun: Effort;
  readonly replays: readonly MethodReplay[];
}

/**
 * Lets searches choose among the configurations of a sweep, trial by trial, until they have tried the best;
 * undefined if none has completed.
 * @throws SweepError `spec_invalid` if its space cannot be searched like that.
 */
export async function replayMethods(request: MethodsRequest): Promise<MethodsReplay | undefined> {
  const { sweep, trials, methods, rules, lookahead, seeds } = request;
  const best = bestConfigurations(trials, sweep.goal);
  if (best.size === 0) return undefined;
  const measured = measuredTrials(trials, sweep.metric);
  const base = specOf(sweep, measured, lookahead);
  const replays: MethodReplay[] = [];
  for (const method of methods) {
    for (const earlyTerminate of rules) {
      const spec = { ...base, ...SEARCHES[method]!, ...(earlyTerminate ? { earlyTerminate } : {}) };
      const efforts: Effort[] = [];
      for (let seed = 0; seed < seeds; seed++) {
        const effort = await untilBest({ ...spec, seed }, measured, best);
        if (effort) efforts.push(effort);
      }
      const found = efforts.length;
      replays.push({
        method,
        earlyTerminate,
        seeds,
        found,
        untilBest: found > 0 ? meanOf(efforts) : undefined,
      });
    }
  }
  const first = trials.findIndex(
    ({ state, configuration }) => state === 'completed' && best.has(canonicalJson(configuration)),
  );
  return {
    configurations: measured.length,
    whole: effortOf(trials),
    asRun: effortOf(trials.slice(0, first + 1)),
    replays,
  };
}

async function untilBest(
  spec: Spec,
  measured: readonly MeasuredConfiguration[],
  best: ReadonlySet<string>,
): Promise<Effort | undefined> {
  const isBest = ({
    state,
    configuration,
  }: {
    state: string;
    configuration: RecordedTrial['configuration'];
  }) => state === 'completed' && best.has(canonicalJson(configuration));
  const tried = await simulate({ spec, measured, workers: 1, until: isBest });
  const last = tried.at(-1);
  if (!last || !isBest(last)) return undefined;
  return { trials: tried.length, steps: last.stepsBefore, durationMs: last.endedMs };
}

/** The spec that a search needs of a sweep that has run. */
function specOf(sweep: SweepInfo, measured: readonly MeasuredConfiguration[], lookahead: number): Spec {
  const { name, specJson, trainable, metric, goal, replicates } = sweep;
  const tried = measured.map(({ configuration }) => configuration);
  const space = storedSpace(specJson, trainableOf(trainable).outermost, tried);
  // Nothing is trained: only the setup's kind is asked for.
  const setup = { kind: trainable } as Spec['setup'];
  const metrics = { name: metric, goal };
  return { name, setup, space, metric: metrics, method: 'random', seed: 0, replicates, lookahead };
}

function effortOf(trials: readonly RecordedTrial[]): Effort {
  const steps = trials.flatMap((trial) => trial.steps);
  return {
    trials: trials.length,
    steps: steps.length,
    durationMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

function meanOf(efforts: readonly Effort[]): Effort {
  const mean = (pick: (effort: Effort) => number) =>
    efforts.reduce((sum, effort) => sum + pick(effort), 0) / efforts.length;
  return {
    trials: mean(({ trials }) => trials),
    steps: mean(({ steps }) => steps),
    durationMs: mean(({ durationMs }) => durationMs),
  };
}
