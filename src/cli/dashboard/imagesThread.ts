import { parentPort, workerData } from 'node:worker_threads';
import { toWire, type WireError } from '../../errors.ts';
import type { DatasetSummary } from '../../store/index.ts';
import { findDataset } from './findDataset.ts';

/** What the thread answers, once: the test images in shared memory, or why there are none. */
export type ImagesAnswer = { readonly images: Uint8Array } | { readonly error: WireError };

const { dataset } = workerData as { dataset: DatasetSummary };

async function answer(): Promise<ImagesAnswer> {
  try {
    return { images: (await findDataset(dataset)).test.images };
  } catch (error) {
    return { error: toWire(error) };
  }
}

parentPort!.postMessage(await answer());
