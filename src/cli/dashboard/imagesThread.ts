import { parentPort, workerData } from 'node:worker_threads';
import { toWire, type WireError } from '../../errors.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import { findDataset } from './findDataset.ts';

/** What the thread is told: the dataset, and the program's own file. */
export interface ImagesQuestion {
  readonly dataset: DatasetSummary;
  readonly script: string;
}

/** What the thread answers, once: the test images in shared memory, or why there are none. */
export type ImagesAnswer = { readonly images: Uint8Array } | { readonly error: WireError };

const { dataset, script } = workerData as ImagesQuestion;
// What an error says to call is the program, not the file of this thread.
process.argv[1] = script;

async function answer(): Promise<ImagesAnswer> {
  try {
    return { images: (await findDataset(dataset)).test.images };
  } catch (error) {
    return { error: toWire(error) };
  }
}

parentPort!.postMessage(await answer());
