import { plural } from '../../format.ts';
import type { MeasuredTrial } from '../../store/index.ts';
import type { SharedSetup } from '../../trainable/trainable.ts';
import type { Timing } from './timing.ts';

/** Trials of which a median is taken. */
const MOST_TRIALS = 50;
const LEAST_ERROR_PERCENT = 10;
const MOST_ERROR_PERCENT = 100;
/** The ratio of a normal distribution's standard deviation to its median absolute deviation. */
const DEVIATIONS = 1.4826;

/**
 * The median duration of earlier trials that ran the same: those of sweeps with equal values under these
 * names. Undefined if there are none.
 */
export function usualTiming(
  shared: SharedSetup,
  same: readonly string[],
  measured: readonly MeasuredTrial[],
): Timing | undefined {
  const keyOf = (setup: SharedSetup): string => JSON.stringify(same.map((name) => setup[name] ?? null));
  const wanted = keyOf(shared);
  const times = measured
    .filter((trial) => trial.state === 'completed' && keyOf(trial.shared) === wanted)
    .slice(0, MOST_TRIALS)
    .map(({ durationMs }) => durationMs);
  if (times.length === 0) return undefined;
  const trialMs = median(times);
  const deviation = median(times.map((ms) => Math.abs(ms - trialMs)));
  // One trial does not show how much the others vary.
  const percent = times.length < 3 ? 50 : (100 * DEVIATIONS * deviation) / trialMs;
  const estimateErrorPercent = Math.min(MOST_ERROR_PERCENT, Math.max(LEAST_ERROR_PERCENT, percent));
  return {
    factsOf: () => ({ trialMs, estimateErrorPercent }),
    source: `from ${plural(times.length, 'trial')} here`,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
