import type { Configuration } from '../configuration.ts';
import { compareMeans } from '../metric/compareMeans.ts';
import type { Goal } from '../metric/metric.ts';
import { mean } from '../metric/spread.ts';
import type { ObservedTrial } from '../store/store.ts';
import { hasValues, scientificValues } from '../sweepfile/roles/roles.ts';
import type { Spec } from '../sweepfile/spec.ts';

/** A configuration with the results of its trials, by replicate. */
export interface Tried {
  readonly configuration: Configuration;
  readonly trials: readonly ObservedTrial[];
}

/**
 * The leading configurations of an ended search, best first: by the mean over the trials of the search alone,
 * of equal ones the one with the lower trial number, as on a leaderboard. Configurations with a trial that
 * failed, was pruned or has no finite value are left out.
 */
export function leadersOf(
  proposed: readonly Tried[],
  { goal, replicates }: { readonly goal: Goal; readonly replicates: number },
): readonly Tried[] {
  return proposed
    .flatMap((each) => {
      const trials = each.trials.filter(({ replicate }) => replicate < replicates);
      const isSound = trials.every(({ state }) => state === 'completed' || state === 'cancelled');
      const completed = trials.filter(({ state }) => state === 'completed');
      if (!isSound || completed.length === 0 || completed.some(({ value }) => value === null)) return [];
      const values = completed.map(({ value }) => value!);
      return { each, mean: mean(values), replicates: completed.length, first: trials[0]!.number };
    })
    .sort((a, b) => compareMeans(a, b, goal) || a.first - b.first)
    .map(({ each }) => each);
}

/** The finalists among the leading configurations: the best of all or, in a sweep with roles, of each scientific value. */
export function finalistsOf(spec: Spec, leaders: readonly Tried[]): readonly Tried[] {
  const top = spec.finals?.top ?? 0;
  if (!spec.roles) return leaders.slice(0, top);
  return scientificValues(spec).flatMap((values) =>
    leaders.filter(({ configuration }) => hasValues(configuration, values)).slice(0, top),
  );
}
