import type { Configuration, ParameterValue } from '../configuration.ts';
import { configure } from '../model/configure.ts';
import { Random } from '../random.ts';
import type { Spec } from '../spec/spec.ts';
import type { Sampler } from './sampler.ts';
import { Seen } from './seen.ts';

/** So many draws in a row without anything new mean that (nearly) nothing new is left. */
const MAX_REDRAWS = 10_000;

/**
 * Independent draws: the model evenly among the spec's, every parameter from its distribution. Draw i comes from
 * the stream (seed, 'sampler', i); one that repeats an earlier configuration is drawn again from the same stream.
 * Ends early where a finite space is exhausted.
 */
export const random: Sampler = {
  adaptive: false,
  cells: () => undefined,
  *search(spec) {
    const names = [...spec.space.keys()].sort();
    const seen = new Seen();
    for (let index = 0; index < (spec.runCap ?? Infinity); index++) {
      const configuration = drawNew(spec, names, seen, Random.of(spec.seed, 'sampler', index));
      if (!configuration) return;
      yield { configuration, cell: index };
    }
  },
};

function drawNew(
  spec: Spec,
  names: readonly string[],
  seen: Seen,
  stream: Random,
): Configuration | undefined {
  for (let attempt = 0; attempt <= MAX_REDRAWS; attempt++) {
    const model = spec.models[stream.below(spec.models.length)]!;
    const assigned: Record<string, ParameterValue> = {};
    for (const name of names) assigned[name] = spec.space.get(name)!.sample(stream);
    const configuration = configure(model, assigned);
    if (seen.add(configuration)) return configuration;
  }
  return undefined;
}
