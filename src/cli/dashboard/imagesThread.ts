import { parentPort, workerData } from 'node:worker_threads';
import { toWire, type WireError } from '../../errors.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import { findDataset } from './findDataset.ts';

/** The question to the thread: the dataset, and the path of the program's script. */
export interface ImagesQuestion {
  readonly dataset: DatasetSummary;
  readonly script: string;
}

/** The thread's only answer: the test images in shared memory, or why there are none. */
export type ImagesAnswer = { readonly images: Uint8Array } | { readonly error: WireError };

const { dataset, script } = workerData as ImagesQuestion;
// Errors name the command to call by this path, which must be the program's and not this thread's file.
process.argv[1] = script;

async function answer(): Promise<ImagesAnswer> {
  try {
    return { images: (await findDataset(dataset)).test.images };
  } catch (error) {
    return { error: toWire(error) };
  }
}

parentPort!.postMessage(await answer());
