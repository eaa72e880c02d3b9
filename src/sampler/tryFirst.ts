import type { Assignment, Configuration } from '../configuration.ts';
import { Random } from '../random.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import { drawingOrder } from './drawingOrder.ts';
import type { Proposal, Sampler } from './sampler.ts';
import { Seen } from './seen.ts';

/** The configurations that a spec asks for by hand, each once; a parameter that one of them leaves out is drawn. */
export function firstOf(spec: Spec): Configuration[] {
  const seen = new Seen();
  const { configure } = trainableOf(spec.setup.kind);
  const assigned = (spec.tryFirst ?? []).map((given, index): Assignment => {
    const stream = Random.of(spec.seed, 'first', index);
    return Object.fromEntries(
      drawingOrder(spec).map((name) => {
        const drawn = spec.space.get(name)!.sample(stream);
        return [name, Object.hasOwn(given, name) ? given[name]! : drawn];
      }),
    );
  });
  return assigned.map(configure).filter((configuration) => seen.add(configuration));
}

/** A sampler that begins with what the spec asks for by hand. */
export function beginningWithFirst(sampler: Sampler): Sampler {
  if (sampler.adaptive) {
    return {
      ...sampler,
      propose(spec, index, past) {
        const first = index < (spec.tryFirst?.length ?? 0) ? firstOf(spec)[index] : undefined;
        return first ?? sampler.propose(spec, index, past);
      },
    };
  }
  return {
    ...sampler,
    *search(spec): Generator<Proposal> {
      const seen = new Seen();
      for (const configuration of firstOf(spec).slice(0, spec.runCap)) {
        seen.add(configuration);
        yield { configuration, cell: 0 };
      }
      // Those that it names are drawn once more, and left out then.
      const rest = spec.runCap === undefined ? spec : { ...spec, runCap: spec.runCap + seen.size };
      for (const proposal of sampler.search(rest)) {
        if (seen.size === spec.runCap) return;
        if (seen.add(proposal.configuration)) yield proposal;
      }
    },
  };
}
