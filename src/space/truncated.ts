import type { ParameterValue } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { Random } from '../random.ts';
import type { Distribution } from './space.ts';

/** With a legal share of 10 %, so many misses in a row occur less than once in 10⁴⁵ draws. */
const MAX_REDRAWS = 1000;

/** Resolution of the search for a legal position beside one that is not. */
const SEARCH_STEPS = 10_000;

/**
 * The distribution truncated to the legal values: an illegal draw is discarded and drawn again, so the legal
 * values keep their proportions. Nothing is moved to a bound.
 */
export function truncated(inner: Distribution, isLegal: (value: ParameterValue) => boolean): Distribution {
  return {
    ...inner,
    sample(random) {
      for (let draw = 0; draw < MAX_REDRAWS; draw++) {
        const value = inner.sample(random);
        if (isLegal(value)) return value;
      }
      throw new SweepError('internal', `${inner.kind} drew no legal value in ${MAX_REDRAWS} attempts.`);
    },
    contains: (value) => inner.contains(value) && isLegal(value),
    decode(place) {
      for (let step = 0; step <= SEARCH_STEPS; step++) {
        for (const near of [place - step / SEARCH_STEPS, place + step / SEARCH_STEPS]) {
          const value = inner.decode(Math.min(1, Math.max(0, near)));
          if (isLegal(value)) return value;
        }
      }
      throw new SweepError('internal', `${inner.kind} has no legal value.`);
    },
  };
}

/** The share of a distribution's draws that are legal, estimated from 10,000 draws; the same every time. */
export function legalShare(distribution: Distribution, isLegal: (value: ParameterValue) => boolean): number {
  const draws = 10_000;
  const random = Random.of(0, 'legal share');
  let legal = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (isLegal(distribution.sample(random))) legal++;
  }
  return legal / draws;
}
