import type { Validation } from './setup.ts';

/** Number of training and of validation images. */
export function splitSizes(validation: Validation, trainCount: number, testCount: number) {
  if (validation.kind === 'test') return { training: trainCount, validation: testCount };
  return { training: trainCount - validation.size, validation: validation.size };
}
