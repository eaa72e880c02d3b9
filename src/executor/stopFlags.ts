/** The place of the flag that asks every trial to stop. */
export const STOP_ALL = 0;

/** The place of the flag that asks the trial on that slot, from 0, to stop; it is lowered before the next one. */
export function stopSlot(slot: number): number {
  return 1 + slot;
}

/** Lowered flags for so many slots, in memory that threads share. */
export function lowered(slots: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * (1 + slots)));
}
