import { type Configuration, configurationHash } from '../configuration.ts';
import { searchSpaceOf } from '../sampler/bayes/searchSpaceOf.ts';
import { configureIn } from '../sampler/configureIn.ts';
import { fitsSpace } from '../sampler/fitsSpace.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Workload } from '../trainable/trainable.ts';

/**
 * The configurations of an edited spec whose training goes on from the end of one that its space no longer
 * contains, such as the same with more epochs; without those that were tried already.
 */
export function longerOnes(
  spec: Spec,
  workload: Pick<Workload, 'reckoning'>,
  before: readonly Configuration[],
): Configuration[] {
  const known = new Set(before.map(configurationHash));
  return before.flatMap((configuration) => {
    const longer = prolonged(spec, workload, configuration);
    const hash = longer && configurationHash(longer);
    if (hash === undefined || known.has(hash)) return [];
    known.add(hash);
    return [longer!];
  });
}

function prolonged(
  spec: Spec,
  { reckoning }: Pick<Workload, 'reckoning'>,
  configuration: Configuration,
): Configuration | undefined {
  if (!reckoning || fitsSpace(spec, configuration)) return undefined;
  const fixed = [...spec.space].flatMap(([name, distribution]) => {
    const grid = distribution.grid();
    return grid?.size === 1 ? [[name, grid.at(0)] as const] : [];
  });
  const assigned = { ...searchSpaceOf(spec).assigned(configuration), ...Object.fromEntries(fixed) };
  const longer = configureIn(spec)(assigned);
  if (!fitsSpace(spec, longer)) return undefined;
  const [before, after] = [reckoning(configuration, spec.seed), reckoning(longer, spec.seed)];
  const goesOn = after.steps > before.steps && after.after(before.steps) === before.after(before.steps);
  return goesOn ? longer : undefined;
}
