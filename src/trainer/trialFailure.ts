import { SweepError, toWire, type WireError } from '../errors.ts';

/** Messages of V8, ONNX Runtime and TensorFlow when no memory is left. */
const OUT_OF_MEMORY =
  /bad_alloc|bad allocation|out of memory|oom when allocating|allocation failed|failed to allocate|could not allocate|invalid array length/i;

/** Why a trial failed, as data. */
export function trialFailure(error: unknown): WireError {
  const cause = error instanceof SweepError && error.code === 'internal' ? error.cause : error;
  if (cause instanceof SweepError || !(cause instanceof Error) || !OUT_OF_MEMORY.test(cause.message))
    return toWire(error, 'trial_crashed');
  return {
    code: 'out_of_memory',
    message: `There is no memory left for this trial (${cause.message.trim()}).`,
    hint: 'Use fewer units or filters, a smaller batch_size or fewer --workers.',
  };
}
