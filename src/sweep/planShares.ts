import type { Configuration } from '../configuration.ts';
import type { Workload } from '../trainable/trainable.ts';
import type { StoredCourse } from '../trial/trial.ts';
import { Prefixes } from './prefixes.ts';
import { StoredStates, twinKey } from './storedStates.ts';

/**
 * A configuration of a plan with the seeds of its trials to run, the first replicate's first if all are to
 * run.
 */
interface ToRun {
  readonly configuration: Configuration;
  readonly seeds: readonly number[];
}

/**
 * Number of first steps of each configuration's trials that another trial does before, or a stored state has;
 * 0 for those that are done.
 */
export function sharedSteps(
  planned: readonly ToRun[],
  reckoning: NonNullable<Workload['reckoning']>,
  courses: readonly StoredCourse[],
): number[] {
  const prefixes = new Prefixes<Configuration>();
  const stored = new StoredStates(() => courses);
  return planned.map(({ configuration, seeds }) => {
    const [seed] = seeds;
    if (seed === undefined) return 0;
    const reckoned = reckoning(configuration, seed);
    const key = twinKey(configuration, seed);
    return Math.max(prefixes.add(configuration, reckoned), stored.steps({ reckoning: reckoned, key }));
  });
}
