import { type Configuration, canonicalJson } from '../configuration.ts';
import { Random } from '../random.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { completed } from './completed.ts';
import type { Past, Proposal, Sampler } from './sampler.ts';
import { Seen } from './seen.ts';

/**
 * The configurations that a spec lists to be tried first, each once; a parameter that one of them leaves out
 * is drawn.
 */
export function firstOf(spec: Spec): Configuration[] {
  const seen = new Seen();
  return (spec.tryFirst ?? [])
    .map((given, index) => completed(spec, given, Random.of(spec.seed, 'first', index)))
    .filter((configuration) => seen.add(configuration));
}

/** The first of these configurations that a search has not proposed. */
export function firstNew(
  configurations: readonly Configuration[],
  { known, pending }: Past,
): Configuration | undefined {
  const tried = new Set([...known.map(({ configuration }) => configuration), ...pending].map(canonicalJson));
  return configurations.find((configuration) => !tried.has(canonicalJson(configuration)));
}

/** A sampler that tries the spec's own list before anything else that is new. */
export function beginningWithFirst(sampler: Sampler): Sampler {
  if (sampler.adaptive) {
    return {
      ...sampler,
      propose(spec, index, past) {
        return firstNew(firstOf(spec), past) ?? sampler.propose(spec, index, past);
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
      // The listed configurations may be drawn once more, and are left out then.
      const rest = spec.runCap === undefined ? spec : { ...spec, runCap: spec.runCap + seen.size };
      for (const proposal of sampler.search(rest)) {
        if (seen.size === spec.runCap) return;
        if (seen.add(proposal.configuration)) yield proposal;
      }
    },
  };
}
