import type { Configuration } from '../../src/configuration.ts';
import type { MeasuredConfiguration } from '../../src/simulation/measured.ts';

/** The best share of the configurations, at least one, by the mean of their final values; the highest are best. */
export function bestOf(measured: readonly MeasuredConfiguration[], share: number): Set<Configuration> {
  const ranked = measured
    .map(({ configuration, trials }) => ({
      configuration,
      mean: trials.reduce((sum, { value }) => sum + (value ?? 0), 0) / trials.length,
    }))
    .sort((a, b) => b.mean - a.mean);
  return new Set(
    ranked.slice(0, Math.max(1, Math.round(share * ranked.length))).map((each) => each.configuration),
  );
}
