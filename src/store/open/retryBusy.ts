import { sqliteCode } from '../databaseError.ts';

const PAUSE_MS = 20;

/**
 * Repeats an action that SQLite refuses with SQLITE_BUSY at once, without its busy handler, such as the
 * change to WAL while another connection reads. It blocks the thread between the tries; the last error is
 * thrown.
 */
export function retryBusy<T>(limitMs: number, action: () => T): T {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!sqliteCode(error)?.startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
  }
}
