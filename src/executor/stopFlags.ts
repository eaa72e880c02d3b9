/** Index of the flag that asks every trial to stop. */
export const STOP_ALL = 0;

/**
 * Index of the flag that asks the trial on that slot, counted from 0, to stop; it is cleared before the next
 * trial.
 */
export function stopSlot(slot: number): number {
  return 1 + slot;
}

/** Cleared flags for this many slots, in memory that threads share. */
export function lowered(slots: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * (1 + slots)));
}
