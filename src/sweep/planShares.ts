import type { Configuration } from '../configuration.ts';
import type { Workload } from '../trainable/trainable.ts';
import { Prefixes } from './prefixes.ts';

/** A configuration of a plan with the seeds of its trials that are to run, the first replicate's first where all are. */
interface ToRun {
  readonly configuration: Configuration;
  readonly seeds: readonly number[];
}

/** How many first steps of each one's trials another one does before, or a stored state has; 0 for those that are done. */
export function sharedSteps(
  planned: readonly ToRun[],
  reckoning: NonNullable<Workload['reckoning']>,
  courses: ReadonlySet<string>,
): number[] {
  const prefixes = new Prefixes<Configuration>();
  return planned.map(({ configuration, seeds }) => {
    const [seed] = seeds;
    if (seed === undefined) return 0;
    const reckoned = reckoning(configuration, seed);
    let shared = prefixes.add(configuration, reckoned);
    if (courses.size === 0) return shared;
    for (let step = shared + 1; step <= reckoned.steps; step++) {
      if (courses.has(reckoned.after(step))) shared = step;
    }
    return shared;
  });
}
