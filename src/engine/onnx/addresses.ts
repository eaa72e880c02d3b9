/** The largest arena of a network: the range of 32-bit addresses. */
export const MOST_ARENA_BYTES = 2 ** 32;
