import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseLocked, SweepError } from '../errors.ts';

const RETRY_MS = 200;
/** Nothing has begun yet, so that nothing is lost by giving up. */
const PATIENCE_MS = 60_000;

/**
 * Repeats an action that must come through before a sweep can begin, while another process holds the database;
 * `onLocked` is told once.
 * @throws SweepError `database_busy` after a minute, `interrupted` when the signal comes first.
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
