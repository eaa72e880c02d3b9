import type { DatasetInfo } from '../data/dataset.ts';
import { describeDataset } from '../data/describe.ts';
import { FASHION_MNIST } from '../data/fashionMnist.ts';
import { locate } from '../data/locate.ts';
import { readOwnDataset } from '../data/own/readOwn.ts';
import { readDataset } from '../data/read.ts';
import { syntheticDataset } from '../data/synthetic.ts';
import type { Spec } from '../spec/spec.ts';
import { surroundings } from './surroundings.ts';

/** What can be said of the dataset that `run` would use without downloading anything. */
export interface DataAtHand extends Pick<DatasetInfo, 'name' | 'input' | 'trainCount' | 'testCount'> {
  /** Undefined where it would have to be downloaded first; reads or draws the dataset. */
  fingerprint(): Promise<string | undefined>;
}

/**
 * The sizes of published datasets are known; one's own are read.
 * @throws SweepError where a dataset of one's own cannot be used.
 */
export async function dataAtHand({ dataset }: Pick<Spec, 'dataset'>): Promise<DataAtHand> {
  if ('path' in dataset) {
    const { fingerprint, ...info } = describeDataset(await readOwnDataset(dataset));
    return { ...info, fingerprint: async () => fingerprint };
  }
  const { trainLabels, testLabels } = FASHION_MNIST.files;
  return {
    name: dataset.name,
    input: FASHION_MNIST.input,
    trainCount: trainLabels.content.dims[0]!,
    testCount: testLabels.content.dims[0]!,
    fingerprint: async () => {
      const place = dataset.name === 'synthetic' ? undefined : await locate(FASHION_MNIST, surroundings());
      if (place) return (await readDataset(place.path, FASHION_MNIST)).fingerprint;
      const synthetic = dataset.name === 'synthetic' || dataset.offline === 'synthetic';
      return synthetic ? syntheticDataset().fingerprint : undefined;
    },
  };
}
