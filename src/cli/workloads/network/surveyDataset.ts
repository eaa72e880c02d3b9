import type { DatasetInfo } from '../../../data/dataset.ts';
import { describeDataset } from '../../../data/describe.ts';
import { FASHION_MNIST } from '../../../data/fashionMnist.ts';
import { locate } from '../../../data/locate.ts';
import { readOwnDataset } from '../../../data/own/readOwn.ts';
import { readDataset } from '../../../data/read.ts';
import { syntheticDataset } from '../../../data/synthetic.ts';
import type { NetworkSetup } from '../../../trainable/network/setup.ts';
import { invocation } from '../../invocation.ts';
import { surroundings } from '../../surroundings.ts';

/** The dataset that `run` would use, as far as it is known without a download. */
export interface DatasetSurvey extends Pick<DatasetInfo, 'name' | 'input' | 'trainCount' | 'testCount'> {
  /** An assumption about a dataset that is not on this machine; undefined if there is none. */
  readonly assumed?: { readonly message: string; readonly hint: string } | undefined;
  /** Undefined if the dataset would have to be downloaded first; reads or draws it otherwise. */
  fingerprint(): Promise<string | undefined>;
}

/**
 * The sizes of published datasets are known; a user's own dataset is read.
 * @throws SweepError if a user's own dataset cannot be used.
 */
export async function surveyDataset(dataset: NetworkSetup['dataset']): Promise<DatasetSurvey> {
  if ('path' in dataset) {
    const { fingerprint, ...info } = describeDataset(await readOwnDataset(dataset));
    return { ...info, fingerprint: async () => fingerprint };
  }
  const { trainLabels, testLabels } = FASHION_MNIST.files;
  const place = dataset.name === 'synthetic' ? undefined : await locate(FASHION_MNIST, surroundings());
  const synthetic = dataset.name === 'synthetic' || dataset.offline === 'synthetic';
  return {
    name: dataset.name,
    input: FASHION_MNIST.input,
    trainCount: trainLabels.content.dims[0]!,
    testCount: testLabels.content.dims[0]!,
    assumed: place || dataset.name === 'synthetic' ? undefined : absent(dataset.name, synthetic),
    fingerprint: async () => {
      if (place) return (await readDataset(place.path, FASHION_MNIST)).fingerprint;
      return synthetic ? syntheticDataset().fingerprint : undefined;
    },
  };
}

function absent(name: string, synthetic: boolean) {
  const done = synthetic ? '' : ', and that no trial on it is done';
  const otherwise = synthetic ? ', or draws a stand-in where it cannot' : '';
  return {
    message: `${name} is not on this machine: the plan assumes its published sizes${done}`,
    hint: `run downloads it first (30 MB)${otherwise}; \`${invocation()} data fetch\` does so now.`,
  };
}
