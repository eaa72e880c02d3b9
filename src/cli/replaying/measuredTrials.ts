import { canonicalJson } from '../../configuration.ts';
import { groupBy } from '../../groupBy.ts';
import type { MeasuredConfiguration, MeasuredTrial } from '../../simulation/measured.ts';
import type { RecordedTrial } from '../../store/index.ts';

/**
 * The trials of a sweep as measurements. A trial that was stopped early ends with the values that it had:
 * nobody knows how it would have gone on. A trial that a person cancelled tells nothing.
 */
export function measuredTrials(trials: readonly RecordedTrial[], metric: string): MeasuredConfiguration[] {
  const informative = trials.filter(({ state }) => state !== 'cancelled');
  return groupBy(informative, ({ configuration }) => canonicalJson(configuration)).map((of) => ({
    configuration: of[0]!.configuration,
    plannedSteps: of[0]!.plannedSteps,
    trials: of.map((trial) => measured(trial, metric)),
  }));
}

function measured({ state, steps, curve, value }: RecordedTrial, metric: string): MeasuredTrial {
  const values = new Map(curve.map((point) => [point.step, point.value]));
  const last = state === 'pruned' ? curve.at(-1)?.value : value;
  return {
    value: state === 'failed' ? undefined : (last ?? undefined),
    reports: steps.map(({ step, durationMs }) => ({
      step,
      durationMs,
      metrics: values.has(step) ? { [metric]: values.get(step)! } : {},
    })),
  };
}

/** The configurations that completed with the best mean, as canonical JSON; empty if none completed. */
export function bestConfigurations(
  trials: readonly RecordedTrial[],
  goal: 'minimize' | 'maximize',
): Set<string> {
  const ranked = trials.filter(({ value }) => value !== null);
  const means = groupBy(ranked, ({ configuration }) => canonicalJson(configuration)).map((of) => ({
    key: canonicalJson(of[0]!.configuration),
    mean: of.reduce((sum, { value }) => sum + value!, 0) / of.length,
  }));
  const sign = goal === 'minimize' ? 1 : -1;
  const best = Math.min(...means.map(({ mean }) => sign * mean));
  return new Set(means.filter(({ mean }) => sign * mean === best).map(({ key }) => key));
}
