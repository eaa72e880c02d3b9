import type { Spec } from './spec.ts';

/**
 * Everything in a spec that influences its results, as JSON that is equal for equal sweeps however they are
 * written: all but the name, the description, the number of workers, where the data lies and what its
 * classes are called.
 */
export function canonicalSpec(spec: Spec): string {
  const { dataset, engine, method, metric, models, replicates, runCap, seed, space, validation } = spec;
  const names = [...space.keys()].sort();
  return JSON.stringify({
    dataset: 'path' in dataset ? { name: dataset.name } : { name: dataset.name, offline: dataset.offline },
    engine,
    method,
    metric: { goal: metric.goal, name: metric.name },
    models,
    parameters: Object.fromEntries(names.map((name) => [name, space.get(name)!.definition()])),
    replicates,
    runCap,
    seed,
    validation:
      validation.kind === 'test'
        ? { kind: 'test' }
        : { kind: 'holdout', seed: validation.seed, size: validation.size },
  });
}
