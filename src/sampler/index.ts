import type { Method, Spec } from '../sweepfile/spec.ts';
import { bayes } from './bayes/bayes.ts';
import { grid } from './grid.ts';
import { inTurn } from './inTurn.ts';
import { beginningAtGuess, drawingNearGuess } from './prior.ts';
import { random } from './random.ts';
import type { Sampler } from './sampler.ts';
import { sobolDesign } from './sobolDesign.ts';
import { beginningWithFirst } from './tryFirst.ts';

/** Samplers by the name that a spec gives as `method`. */
export const SAMPLERS: Readonly<Record<Method, Sampler>> = { grid, random, bayes };

/** The sampler of a spec. */
export function samplerOf({
  method,
  design,
  prior,
  roles,
  tryFirst,
}: Pick<Spec, 'method' | 'design' | 'prior' | 'roles' | 'tryFirst'>): Sampler {
  const plain = design === 'sobol' ? sobolDesign : SAMPLERS[method];
  const sampler = prior ? withGuess(plain) : plain;
  const whole = tryFirst ? beginningWithFirst(sampler) : sampler;
  return roles ? inTurn(whole) : whole;
}

function withGuess(sampler: Sampler): Sampler {
  return sampler.adaptive ? beginningAtGuess(sampler) : drawingNearGuess(sampler);
}
