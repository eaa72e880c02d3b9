import { SweepError, systemCode, toWire, type WireError } from '../errors.ts';

/** Why a trial failed whose thread ended while it ran. */
export function threadDied(error: unknown): WireError {
  if (systemCode(error) !== 'ERR_WORKER_OUT_OF_MEMORY') return toWire(error, 'trial_crashed');
  return {
    code: 'out_of_memory',
    message: `The thread that trained this trial ran out of JavaScript memory (${messageOf(error)}).`,
    hint: 'Use fewer units or filters, or give Node more: NODE_OPTIONS=--max-old-space-size=4096 (MiB).',
  };
}

/** Why a thread cannot train: it ended before its first trial had begun. */
export function threadDidNotStart(error: unknown): WireError {
  return toWire(
    new SweepError(
      'engine_unavailable',
      `A worker thread could not start: ${messageOf(error)}.`,
      'Use fewer --workers, or leave the process more memory and threads (`ulimit -a`, --max-old-space-size).',
    ),
  );
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
