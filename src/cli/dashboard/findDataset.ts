import type { Dataset } from '../../data/dataset.ts';
import { FASHION_MNIST } from '../../data/fashionMnist.ts';
import { locate } from '../../data/locate.ts';
import { readOwnDataset } from '../../data/own/readOwn.ts';
import { readDataset } from '../../data/read.ts';
import { syntheticDataset } from '../../data/synthetic.ts';
import { SweepError } from '../../errors.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import { invocation } from '../invocation.ts';
import { surroundings } from '../surroundings.ts';

/**
 * The dataset of a sweep, found on this machine.
 * @throws SweepError `dataset_missing` if it is not here, `dataset_mismatch` if it has changed since.
 */
export async function findDataset(wanted: DatasetSummary): Promise<Dataset> {
  const found = await read(wanted);
  if (found.fingerprint === wanted.fingerprint) return found;
  throw new SweepError(
    'dataset_mismatch',
    `The dataset ${wanted.name} on this machine is not the one of this sweep: its images or labels differ.`,
  );
}

async function read({ name, path, synthetic, classNames }: DatasetSummary): Promise<Dataset> {
  if (path !== undefined) return readOwnDataset({ name, path, classNames: [...classNames] });
  if (synthetic) return syntheticDataset();
  const place = name === FASHION_MNIST.name ? await locate(FASHION_MNIST, surroundings()) : undefined;
  if (place) return readDataset(place.path, FASHION_MNIST);
  const hint = `\`${invocation()} data\` says where it is looked for, and \`${invocation()} data fetch\` downloads it.`;
  throw new SweepError('dataset_missing', `The dataset ${name} is not on this machine.`, hint);
}
