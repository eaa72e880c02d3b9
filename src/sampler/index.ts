import type { Method, Spec } from '../sweepfile/spec.ts';
import { bayes } from './bayes/bayes.ts';
import { grid } from './grid.ts';
import { random } from './random.ts';
import type { Sampler } from './sampler.ts';

/** Samplers by the name that a spec gives as `method`. */
export const SAMPLERS: Readonly<Record<Method, Sampler>> = { grid, random, bayes };

/** The sampler that a spec asks for. */
export function samplerOf(spec: Pick<Spec, 'method'>): Sampler {
  return SAMPLERS[spec.method];
}
