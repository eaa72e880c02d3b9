import type { Dataset } from '../../data/dataset.ts';
import { type InputShape, sizeOf } from '../../model/layer.ts';
import type { ImageSource, ImagesAtHand, TestImages } from '../../server/index.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import type { ImagesAnswer, ImagesQuestion } from './imagesThread.ts';
import { startThread } from './thread.ts';

/** After this time, a dataset that was missing is looked for again. */
const LOOK_AGAIN_MS = 10_000;

type Settled = Exclude<ImagesAtHand, { state: 'loading' }>;

interface Known {
  readonly loading: Promise<Settled>;
  settled: Settled | undefined;
  settledAt: number;
}

/** Enough that readers of sweeps on two datasets do not evict each other's images. */
const MOST_KEPT = 2;

/** Reads datasets in a thread of its own, one after another, and keeps the latest ones' test images. */
export class DatasetImages implements ImageSource {
  /** Datasets by fingerprint, the latest last. */
  private readonly known = new Map<string, Known>();
  private reading: Promise<unknown> = Promise.resolve();
  private readonly loaded: Dataset | undefined;

  /** `loaded` is a dataset that the process already has in memory. */
  constructor(loaded?: Dataset) {
    this.loaded = loaded;
  }

  find(dataset: DatasetSummary): ImagesAtHand {
    return this.entryOf(dataset).settled ?? { state: 'loading' };
  }

  load(dataset: DatasetSummary): Promise<Settled> {
    return this.entryOf(dataset).loading;
  }

  private entryOf(dataset: DatasetSummary): Known {
    const { fingerprint } = dataset;
    const known = this.known.get(fingerprint);
    const stale = known?.settled?.state === 'missing' && performance.now() - known.settledAt > LOOK_AGAIN_MS;
    if (known && !stale) return known;
    const loading = this.reading
      .then(() => this.read(dataset))
      .catch((error: Error): Settled => ({ state: 'missing', reason: error.message }));
    this.reading = loading;
    const found: Known = { loading, settled: undefined, settledAt: 0 };
    this.known.delete(fingerprint);
    this.known.set(fingerprint, found);
    if (this.known.size > MOST_KEPT) this.known.delete(this.known.keys().next().value!);
    loading.then((settled) => {
      found.settled = settled;
      found.settledAt = performance.now();
    });
    return found;
  }

  private async read(dataset: DatasetSummary): Promise<Settled> {
    const { shape } = dataset.input;
    if (this.loaded?.fingerprint === dataset.fingerprint) {
      return { state: 'ready', images: testImages(this.loaded.test.images, shape) };
    }
    const answer = await askThread(dataset);
    if ('images' in answer) return { state: 'ready', images: testImages(answer.images, shape) };
    const { message, hint } = answer.error;
    return { state: 'missing', reason: hint ? `${message} ${hint}` : message };
  }
}

function askThread(dataset: DatasetSummary): Promise<ImagesAnswer> {
  const thread = startThread('imagesThread', {
    dataset,
    script: process.argv[1] ?? 'sweep',
  } satisfies ImagesQuestion);
  // A server that is asked to end does not wait for the thread.
  thread.unref();
  return new Promise((resolve) => {
    const failed = (message: string): void => resolve({ error: { code: 'internal', message } });
    thread.once('message', resolve);
    thread.once('error', (error) => failed(error.message));
    thread.once('exit', () => failed('The dataset could not be read: its thread ended.'));
  });
}

function testImages(bytes: Uint8Array, shape: InputShape['shape']): TestImages {
  const size = sizeOf(shape);
  return {
    shape,
    count: bytes.length / size,
    image: (index) => bytes.subarray(index * size, (index + 1) * size),
  };
}
