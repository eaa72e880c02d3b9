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
  return sharedStepsOf(beginnersOf(planned, reckoning), courses);
}

/** One at a time: those of a hundred thousand configurations would fill the memory. */
function* beginnersOf(
  planned: readonly ToRun[],
  reckoning: NonNullable<Workload['reckoning']>,
): Generator<Beginner | undefined> {
  for (const { configuration, seeds } of planned) {
    const [seed] = seeds;
    yield seed === undefined
      ? undefined
      : { reckoning: reckoning(configuration, seed), key: twinKey(configuration, seed) };
  }
}

/** The same for trials by their courses, in their order; 0 for one that is undefined. */
export function sharedStepsOf(
  beginners: Iterable<Beginner | undefined>,
  courses: readonly StoredCourse[],
): number[] {
  const prefixes = new Prefixes<Beginner>();
  const stored = new StoredStates(() => courses);
  return Array.from(beginners, (each) =>
    each ? Math.max(prefixes.add(each, each.reckoning), stored.steps(each)) : 0,
  );
}
