import type { Configuration } from '../configuration.ts';
import { mean } from '../metric/spread.ts';
import type { Observation } from '../sampler/sampler.ts';
import type { ObservedTrial } from '../store/store.ts';

/**
 * The result of a configuration; null if there is nothing to learn from it, such as a trial that a person
 * cancelled.
 */
export function observationOf(
  index: number,
  configuration: Configuration,
  trials: readonly ObservedTrial[],
): Observation | null {
  const state = (['completed', 'pruned', 'failed'] as const).find((each) =>
    trials.some((trial) => trial.state === each),
  );
  if (!state) return null;
  const values = trials.filter((trial) => trial.state === state).flatMap((trial) => metricOf(trial) ?? []);
  return {
    index,
    configuration,
    state,
    value: values.length > 0 ? mean(values) : undefined,
    lastStep: Math.max(0, ...trials.map(({ lastStep }) => lastStep ?? 0)),
    curve: trials[0]!.curve,
  };
}

/** The reports of a failed trial give it no value. */
function metricOf({ state, value, curve }: ObservedTrial): number | null | undefined {
  if (state === 'failed') return undefined;
  return value ?? (state === 'pruned' ? curve.at(-1)?.value : undefined);
}
