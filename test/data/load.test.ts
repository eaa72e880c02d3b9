import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LoadContext, loadDataset } from '../../src/data/load.ts';
import { cacheFolder } from '../../src/data/places.ts';
import { filesOf } from '../../src/data/source.ts';
import { fileServer } from './fileServer.ts';
import { bareSurroundings, emptyFolder, putFiles, smallSource, TRAIN_COUNT } from './smallSource.ts';

const { source, bytes } = smallSource();
const REQUEST = { name: 'fashion-mnist' };
const WITH_STAND_IN = { name: 'fashion-mnist', offline: 'synthetic' } as const;

/** Nothing listens on port 9 of this machine, so the connection is refused at once. */
const NO_NETWORK = { SWEEP_DATA_URL: 'http://127.0.0.1:9/' };

describe('the dataset', () => {
  test('is read from the first folder that holds it, without the network', async () => {
    const context = await bareSurroundings(NO_NETWORK);
    await putFiles(cacheFolder(source, context), bytes);
    const { dataset, origin } = await loadDataset(REQUEST, context, source);
    expect(origin).toEqual({ kind: 'folder', path: cacheFolder(source, context) });
    expect(dataset).toMatchObject({ synthetic: false, trainCount: TRAIN_COUNT });
  });

  test('is downloaded where it is missing, and found the next time', async () => {
    const { address } = await fileServer(bytes);
    const context = await bareSurroundings({ SWEEP_DATA_URL: address });
    const path = cacheFolder(source, context);
    const first = await loadDataset(WITH_STAND_IN, context, source);
    expect(first.origin).toEqual({ kind: 'download', path });
    const second = await loadDataset(REQUEST, { ...context, env: NO_NETWORK }, source);
    expect(second.origin).toEqual({ kind: 'folder', path });
    expect(second.dataset.fingerprint).toBe(first.dataset.fingerprint);
  });

  test('is the synthetic one where that is asked for by name', async () => {
    const { dataset, origin } = await loadDataset({ name: 'synthetic' }, await bareSurroundings(NO_NETWORK));
    expect(origin).toEqual({ kind: 'synthetic' });
    expect(dataset.synthetic).toBe(true);
  });

  test('of an unknown name is refused, with the names there are', async () => {
    await expect(loadDataset({ name: 'fashion' }, await bareSurroundings())).rejects.toMatchObject({
      code: 'spec_invalid',
      message: 'There is no dataset called "fashion".',
      hint: 'The datasets are fashion-mnist and synthetic.',
    });
  });
});

describe('without files and network', () => {
  test('the synthetic set stands in where the spec allows it, and says why', async () => {
    const { dataset, origin } = await loadDataset(WITH_STAND_IN, await bareSurroundings(NO_NETWORK), source);
    expect(dataset.name).toBe('synthetic');
    expect(origin).toEqual({
      kind: 'synthetic',
      reason: expect.stringContaining('the connection was refused'),
    });
  });

  test('the error names the four files, their sizes, every folder, and the other ways', async () => {
    const context = await bareSurroundings(NO_NETWORK);
    const error = await loadDataset(REQUEST, context, source).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'dataset_missing',
      hint: expect.stringContaining('offline: synthetic'),
    });
    const { message, hint } = error as { message: string; hint: string };
    for (const file of filesOf(source)) {
      expect(message).toMatch(new RegExp(`${file.name} +${file.bytes.toLocaleString('en-US')} bytes`));
    }
    expect(message).toContain(
      `${join(context.home, '.keras/datasets/fashion-mnist')} (Keras's cache: has none`,
    );
    expect(message).toContain('SWEEP_DATA_DIR');
    expect(hint).toContain('sweep data fetch');
  });

  test('a server that accepts and never answers holds nobody up for long', async () => {
    const { address } = await fileServer(bytes, () => 'never answers');
    const context: LoadContext = {
      ...(await bareSurroundings({ SWEEP_DATA_URL: address })),
      limits: { firstByteMs: 400 },
    };
    await expect(loadDataset(REQUEST, context, source)).rejects.toMatchObject({
      code: 'dataset_missing',
      message: expect.stringContaining('no answer within 0.4 s'),
    });
  });

  test('a proxy that cannot be reached holds nobody up either', async () => {
    const env = { http_proxy: 'http://127.0.0.1:9', SWEEP_DATA_URL: 'http://files.example/' };
    await expect(loadDataset(REQUEST, await bareSurroundings(env), source)).rejects.toMatchObject({
      code: 'dataset_missing',
      message: expect.stringContaining('files.example: the connection was refused (ECONNREFUSED)'),
    });
  });
});

describe('nothing stands in', () => {
  test('where a file is damaged', async () => {
    const context = await bareSurroundings(NO_NETWORK);
    const { name } = source.files.testImages;
    await putFiles(cacheFolder(source, context), bytes, { [name]: bytes.get(name)!.subarray(0, 5000) });
    await expect(loadDataset(WITH_STAND_IN, context, source)).rejects.toMatchObject({
      code: 'dataset_damaged',
      message: expect.stringContaining(`${name} is truncated (5,000 of `),
    });
  });

  test('where a file is damaged, others are missing and the network is gone', async () => {
    const context = await bareSurroundings(NO_NETWORK);
    const { name } = source.files.testImages;
    await putFiles(cacheFolder(source, context), new Map([[name, Buffer.from('gone')]]));
    await expect(loadDataset(WITH_STAND_IN, context, source)).rejects.toMatchObject({
      code: 'dataset_damaged',
      message: expect.stringContaining(name),
    });
  });

  test('where SWEEP_DATA_DIR lacks a file, though another folder and the network have it', async () => {
    const { address, asked } = await fileServer(bytes);
    const folder = await emptyFolder();
    const context = await bareSurroundings({ SWEEP_DATA_DIR: folder, SWEEP_DATA_URL: address });
    await putFiles(cacheFolder(source, context), bytes);
    await putFiles(folder, bytes, { [source.files.trainLabels.name]: undefined });
    await expect(loadDataset(WITH_STAND_IN, context, source)).rejects.toMatchObject({
      code: 'dataset_missing',
      message: `SWEEP_DATA_DIR is set to ${folder}, which lacks ${source.files.trainLabels.name}.`,
    });
    expect(asked).toEqual([]);
  });

  test('where SWEEP_DATA_URL is no web address', async () => {
    const context = await bareSurroundings({ SWEEP_DATA_URL: 'files.example' });
    await expect(loadDataset(WITH_STAND_IN, context, source)).rejects.toMatchObject({ code: 'usage' });
  });

  test('where the user stops the download', async () => {
    const { address } = await fileServer(bytes, () => 'stalls');
    const context = await bareSurroundings({ SWEEP_DATA_URL: address });
    const controller = new AbortController();
    const loading = loadDataset(
      WITH_STAND_IN,
      { ...context, signal: controller.signal, onProgress: () => controller.abort() },
      source,
    );
    await expect(loading).rejects.toMatchObject({ code: 'interrupted' });
  });
});

test('a damaged file in the cache beside missing ones is mended by the download', async () => {
  const { address } = await fileServer(bytes);
  const context = await bareSurroundings({ SWEEP_DATA_URL: address });
  await putFiles(
    cacheFolder(source, context),
    new Map([[source.files.testImages.name, Buffer.from('half')]]),
  );
  expect((await loadDataset(REQUEST, context, source)).origin.kind).toBe('download');
});
