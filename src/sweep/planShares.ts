import type { Configuration } from '../configuration.ts';
import type { Workload } from '../trainable/trainable.ts';
import type { StoredCourse } from '../trial/trial.ts';
import { Prefixes } from './prefixes.ts';
import { type Beginner, StoredStates, twinKey } from './storedStates.ts';

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
  const beginners = planned.map(({ configuration, seeds: [seed] }) =>
    seed === undefined
      ? undefined
      : { reckoning: reckoning(configuration, seed), key: twinKey(configuration, seed) },
  );
  return sharedStepsOf(beginners, courses);
}

/** The same for trials by their courses, in their order; 0 for one that is undefined. */
export function sharedStepsOf(
  beginners: readonly (Beginner | undefined)[],
  courses: readonly StoredCourse[],
): number[] {
  const prefixes = new Prefixes<Beginner>();
  const stored = new StoredStates(() => courses);
  return beginners.map((each) =>
    each ? Math.max(prefixes.add(each, each.reckoning), stored.steps(each)) : 0,
  );
}
