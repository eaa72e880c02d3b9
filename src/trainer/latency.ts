import type { ImageSet } from '../data/dataset.ts';
import type { Network } from '../engine/engine.ts';

const MOST_IMAGES = 25;
/** A slow engine is asked fewer times. */
const LONGEST_MS = 100;

/** A network's time for one image alone, in ms: the median over the first images of a set. */
export async function measureLatency(network: Network, { images, labels }: ImageSet): Promise<number> {
  const bytes = images.length / labels.length;
  const image = (index: number) => images.subarray(index * bytes, (index + 1) * bytes);
  // The first call compiles the graph.
  await network.probabilities(image(0));
  const times: number[] = [];
  const startedAt = performance.now();
  const most = Math.min(MOST_IMAGES, labels.length);
  while (times.length === 0 || (times.length < most && performance.now() - startedAt < LONGEST_MS)) {
    const askedAt = performance.now();
    await network.probabilities(image(times.length));
    times.push(performance.now() - askedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
