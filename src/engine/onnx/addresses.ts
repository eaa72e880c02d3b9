/** What the arena of a network can hold at most: as much as 32-bit addresses reach. */
export const MOST_ARENA_BYTES = 2 ** 32;
