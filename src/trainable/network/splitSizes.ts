import type { Validation } from './setup.ts';

/** How many images are trained on and validated on. */
export function splitSizes(validation: Validation, trainCount: number, testCount: number) {
  if (validation.kind === 'test') return { training: trainCount, validation: testCount };
  return { training: trainCount - validation.size, validation: validation.size };
}
