import type { ImageSet } from '../data/dataset.ts';
import type { Network } from '../engine/engine.ts';

/** A slow engine, or many images at once, are asked fewer times. */
const MOST_TIMES = 25;
const LONGEST_MS = 100;

/**
 * A network's time for so many images in one call, in ms: the median over calls with the first images of a set. Undefined if the set
 * has fewer.
 */
export async function measureLatency(
  network: Network,
  { images, labels }: ImageSet,
  atOnce = 1,
): Promise<number | undefined> {
  if (labels.length < atOnce) return undefined;
  const bytes = images.length / labels.length;
  const places = Math.floor(labels.length / atOnce);
  const batch = (time: number) => {
    const first = (time % places) * atOnce;
    return images.subarray(first * bytes, (first + atOnce) * bytes);
  };
  // The first call compiles the graph.
  await network.probabilities(batch(0));
  const times: number[] = [];
  const startedAt = performance.now();
  const most = Math.min(MOST_TIMES, places);
  while (times.length === 0 || (times.length < most && performance.now() - startedAt < LONGEST_MS)) {
    const askedAt = performance.now();
    await network.probabilities(batch(times.length));
    times.push(performance.now() - askedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
