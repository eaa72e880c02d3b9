import type { Configuration } from '../configuration.ts';
import { Random } from '../random.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { Guess } from './bayes/guess.ts';
import { searchSpaceOf } from './bayes/searchSpaceOf.ts';
import { completed } from './completed.ts';
import type { AdaptiveSampler, FixedSampler, Proposal } from './sampler.ts';
import { Seen } from './seen.ts';
import { firstNew } from './tryFirst.ts';

/** The share of a random search's draws that lie near the guess. */
const NEAR = 1 / 3;

const GUESSES = new WeakMap<NonNullable<Spec['prior']>, Guess>();

/** The guess of a spec that has one. */
export function guessOf(spec: Spec): Guess | undefined {
  const { prior } = spec;
  if (!prior) return undefined;
  let guess = GUESSES.get(prior);
  if (!guess) {
    const { axes, names } = searchSpaceOf(spec);
    guess = new Guess(axes, names, prior);
    GUESSES.set(prior, guess);
  }
  return guess;
}

/** The guess itself; a parameter that it leaves out is drawn. */
function guessedConfiguration(spec: Spec): Configuration {
  return completed(spec, spec.prior!, Random.of(spec.seed, 'prior'));
}

/** An adaptive sampler that tries the guess before everything else that is new. */
export function beginningAtGuess(sampler: AdaptiveSampler): AdaptiveSampler {
  return {
    ...sampler,
    propose(spec, index, past) {
      // If only some configurations can be had, the guess need not be one of them.
      const first = past.among ? undefined : firstNew([guessedConfiguration(spec)], past);
      return first ?? sampler.propose(spec, index, past);
    },
  };
}

/**
 * Independent draws: the first is the guess, a third lies near it, and the others are those of the sampler.
 */
export function drawingNearGuess(sampler: FixedSampler): FixedSampler {
  return {
    ...sampler,
    *search(spec): Generator<Proposal> {
      const { runCap = Infinity } = spec;
      const seen = new Seen();
      const others = sampler.search(spec)[Symbol.iterator]();
      for (let cell = 0; seen.size < runCap; cell++) {
        const near = cell === 0 ? guessedConfiguration(spec) : nearGuess(spec, cell);
        let configuration: Configuration | undefined = near;
        while (!configuration || !seen.add(configuration)) {
          const next = others.next();
          if (next.done) return;
          configuration = next.value.configuration;
        }
        yield { configuration, cell };
      }
    },
  };
}

function nearGuess(spec: Spec, index: number): Configuration | undefined {
  const random = Random.of(spec.seed, 'near prior', index);
  if (random.uniform() >= NEAR) return undefined;
  const space = searchSpaceOf(spec);
  const even = space.pointAt(Float64Array.from(space.axes, () => random.uniform()));
  return space.configurationAt(guessOf(spec)!.near(even, random));
}
