/**
 * The items that no other item beats: none is at least as good in both values and better in one. A low `cost`
 * and a high `gain` are better. Sorted by cost; of equal items, only the first.
 */
export function paretoFront<T>(
  items: readonly T[],
  cost: (item: T) => number,
  gain: (item: T) => number,
): T[] {
  const ordered = [...items].sort((a, b) => cost(a) - cost(b) || gain(b) - gain(a));
  const front: T[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const item of ordered) {
    if (gain(item) <= best) continue;
    best = gain(item);
    front.push(item);
  }
  return front;
}
