import { SweepError } from '../errors.ts';
import type { OwnDataset } from '../trainable/network/setup.ts';
import type { Dataset } from './dataset.ts';
import { type DownloadOptions, downloadDataset } from './download.ts';
import { FASHION_MNIST } from './fashionMnist.ts';
import { locate } from './locate.ts';
import { datasetMissing, settingIncomplete } from './missing.ts';
import { readOwnDataset } from './own/readOwn.ts';
import type { Surroundings } from './places.ts';
import { readDataset } from './read.ts';
import type { Source } from './source.ts';
import { datasetStatus } from './status.ts';
import { syntheticDataset } from './synthetic.ts';
import { damagedError } from './verify.ts';

/** The dataset names that a spec may give. */
export const DATASET_NAMES = [FASHION_MNIST.name, 'synthetic'] as const;

/** A published dataset, by its name. */
export interface PublishedRequest {
  readonly name: string;
  /** The stand-in to use if the real dataset cannot be downloaded. */
  readonly offline?: 'synthetic' | undefined;
}

export type DatasetRequest = PublishedRequest | OwnDataset;

/** The origin of the data. A synthetic set that stands in for the real one says why in `reason`. */
export type DatasetOrigin =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'download'; readonly path: string }
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'synthetic'; readonly reason?: string };

export interface LoadedDataset {
  readonly dataset: Dataset;
  readonly origin: DatasetOrigin;
}

export interface LoadContext extends Surroundings, DownloadOptions {}

/** If there is a stand-in, nobody waits longer for a network that does not answer. */
const OFFLINE_FIRST_BYTE_MS = 5_000;

/**
 * Reads a user's own dataset if the request names a path. Otherwise it finds the published one on this
 * machine, else downloads it, else draws the synthetic one, if the request allows that and nothing is damaged
 * or set wrongly: the caller must announce that clearly. Errors: `spec_invalid` (unknown name, wrong number
 * of class names), `dataset_missing`, `dataset_damaged`, `dataset_invalid`, `disk_full`, `interrupted`,
 * `usage`.
 */
export async function loadDataset(
  request: DatasetRequest,
  context: LoadContext,
  source: Source = FASHION_MNIST,
): Promise<LoadedDataset> {
  if ('path' in request) {
    return { dataset: await readOwnDataset(request), origin: { kind: 'own', path: request.path } };
  }
  if (request.name === 'synthetic') return { dataset: syntheticDataset(), origin: { kind: 'synthetic' } };
  if (request.name !== source.name) throw unknownName(request.name);
  const place = await locate(source, context);
  if (place) {
    return { dataset: await readDataset(place.path, source), origin: { kind: 'folder', path: place.path } };
  }
  if (context.env.SWEEP_DATA_DIR) throw settingIncomplete(await datasetStatus(context, source), source);
  try {
    const path = await download(request, context, source);
    return { dataset: await readDataset(path, source), origin: { kind: 'download', path } };
  } catch (error) {
    if (!(error instanceof SweepError) || error.code !== 'download_failed') throw error;
    return await standIn(request, context, source, error);
  }
}

async function download(request: PublishedRequest, context: LoadContext, source: Source): Promise<string> {
  const patience = request.offline ? { firstByteMs: OFFLINE_FIRST_BYTE_MS } : {};
  const limits = { ...patience, ...context.limits };
  return (await downloadDataset(context, { ...context, limits }, source)).folder;
}

async function standIn(
  request: PublishedRequest,
  context: LoadContext,
  source: Source,
  failure: SweepError,
): Promise<LoadedDataset> {
  const status = await datasetStatus(context, source);
  const findings = status.places.flatMap(({ path, files }) =>
    files.flatMap(({ name, detail }) => (detail ? [`${path}/${name} ${detail}`] : [])),
  );
  if (findings.length > 0) throw damagedError(findings);
  if (request.offline !== 'synthetic') throw datasetMissing(status, source, failure);
  return { dataset: syntheticDataset(), origin: { kind: 'synthetic', reason: failure.message } };
}

function unknownName(name: string): SweepError {
  const hint = `The datasets are ${DATASET_NAMES.join(' and ')}.`;
  return new SweepError('spec_invalid', `There is no dataset called ${JSON.stringify(name)}.`, hint);
}
