import type { Assignment, Configuration } from '../configuration.ts';
import { DISTRIBUTIONS } from '../space/index.ts';
import type { Space } from '../space/space.ts';
import { hasValues, scientificValues } from '../sweepfile/roles/roles.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { AdaptiveSampler, FixedSampler, Past, Proposal, Sampler } from './sampler.ts';
import { Seen } from './seen.ts';

/**
 * A search for each scientific value of a spec with roles, which take turns: all with the same method, seed
 * and share of the run cap. Each tunes the nuisance parameters alone and sees its own results alone. What is
 * drawn is drawn alike: point i of every search has the same values of the parameters that exist in each.
 */
export function inTurn(sampler: Sampler): Sampler {
  return sampler.adaptive ? learningInTurn(sampler) : fixedInTurn(sampler);
}

/** The specs of these searches. */
export function searchesOf(spec: Spec): Spec[] {
  const { runCap, tryFirst } = spec;
  const spaces = spacesOf(spec);
  return spaces.map(({ values, space }) => {
    const { roles: _, ...search } = spec;
    return {
      ...search,
      space,
      ...(runCap === undefined ? {} : { runCap: Math.floor(runCap / spaces.length) }),
      ...(tryFirst
        ? { tryFirst: tryFirst.filter((given) => hasValues({ ...values, ...given }, values)) }
        : {}),
    };
  });
}

interface Held {
  readonly values: Assignment;
  /** The spec's space, in which the scientific parameters have these values alone. */
  readonly space: Space;
}

/** Kept, as samplers know spaces by their identity. */
const SPACES = new WeakMap<Space, { readonly names: string; readonly held: readonly Held[] }>();

function spacesOf({ roles, space }: Spec): readonly Held[] {
  const names = JSON.stringify(roles!.scientific);
  let known = SPACES.get(space);
  if (known?.names !== names) {
    const held = scientificValues({ roles: roles!, space }).map((values) => {
      const constants = Object.entries(values).map(
        ([name, value]) => [name, DISTRIBUTIONS.get('constant')!.build({ value })] as const,
      );
      return { values, space: new Map([...space, ...constants]) };
    });
    known = { names, held };
    SPACES.set(space, known);
  }
  return known.held;
}

function fixedInTurn(sampler: FixedSampler): FixedSampler {
  const { order } = sampler;
  return {
    ...sampler,
    *search(spec): Generator<Proposal> {
      const seen = new Seen();
      const searches = searchesOf(spec).map((search) => sampler.search(search)[Symbol.iterator]());
      const proposals = alternating(searches);
      // Cells that all searches together have walked through.
      const walked = new Map<number, number>();
      for (const [search, { configuration, cell }] of proposals) {
        walked.set(search, cell + 1);
        const cells = [...walked.values()].reduce((sum, each) => sum + each, 0);
        if (seen.add(configuration)) yield { configuration, cell: cells - 1 };
      }
    },
    ...(order && {
      order(spec: Spec, among: readonly Configuration[]) {
        const searches = searchesOf(spec);
        const ordered = spacesOf(spec).map(({ values }, index) =>
          order(
            searches[index]!,
            among.filter((each) => hasValues(each, values)),
          )[Symbol.iterator](),
        );
        return [...alternating(ordered)].map(([, configuration]) => configuration);
      },
    }),
  };
}

/** One of each in turn, with the index of the iterator, until all have ended. */
function* alternating<Item>(iterators: readonly Iterator<Item>[]): Generator<[number, Item]> {
  const open = new Set(iterators.keys());
  while (open.size > 0) {
    for (const index of open) {
      const next = iterators[index]!.next();
      if (next.done) open.delete(index);
      else yield [index, next.value];
    }
  }
}

function learningInTurn(sampler: AdaptiveSampler): AdaptiveSampler {
  return {
    ...sampler,
    propose(spec, _index, past) {
      const searches = searchesOf(spec).map((search, index) => {
        const own = pastOf(past, spacesOf(spec)[index]!.values);
        return { search, own, tried: own.known.length + own.pending.length };
      });
      // The one that has tried least, of equal ones the first: a search that has ended takes no turn.
      for (const { search, own, tried } of searches.sort((a, b) => a.tried - b.tried)) {
        if (tried >= (search.runCap ?? Infinity)) continue;
        const configuration = sampler.propose(search, tried, own);
        if (configuration) return configuration;
      }
      return undefined;
    },
  };
}

/** The part of the past that one scientific value may learn from. */
function pastOf({ known, pending, earlier, among }: Past, values: Assignment): Past {
  return {
    known: known.filter(({ configuration }) => hasValues(configuration, values)),
    pending: pending.filter((configuration) => hasValues(configuration, values)),
    earlier: earlier?.filter(({ configuration }) => hasValues(configuration, values)),
    among: among?.filter((configuration) => hasValues(configuration, values)),
  };
}
