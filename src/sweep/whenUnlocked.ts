import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseLocked, SweepError } from '../errors.ts';

const RETRY_MS = 200;
/** Nothing has begun yet, so giving up loses nothing. */
const PATIENCE_MS = 60_000;

/**
 * Repeats an action that must succeed before a sweep can begin, while another process holds the database;
 * `onLocked` is called once.
 * @throws SweepError `database_busy` after a minute, `interrupted` if the signal comes first.
 */
export async function whenUnlocked<T>(
  action: () => T,
  signal: AbortSignal,
  onLocked: () => void,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const giveUpAtMs = performance.now() + patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof DatabaseLocked) || performance.now() > giveUpAtMs) throw error;
    }
    if (tries === 3) onLocked();
    await sleep(RETRY_MS, undefined, { signal }).catch(() => {
      throw new SweepError('interrupted', 'Stopped before the sweep began; nothing was run.');
    });
  }
}
