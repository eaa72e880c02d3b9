import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/data/places.ts';
import { plainName } from '../../src/data/source.ts';
import { datasetStatus } from '../../src/data/status.ts';
import { bareSurroundings, putFiles, smallSource } from './smallSource.ts';

const { source, bytes } = smallSource();
const { trainImages, trainLabels, testImages, testLabels } = source.files;

test('a machine without the dataset has every file missing in every folder', async () => {
  const status = await datasetStatus(await bareSurroundings(), source);
  expect(status.places).toHaveLength(4);
  expect(status.places.flatMap(({ files }) => files.map(({ state }) => state))).toEqual(
    Array(16).fill('missing'),
  );
  expect(status).toMatchObject({ name: 'fashion-mnist', whole: false });
  expect(status.used).toBeUndefined();
});

test('whole files are reported with the folder that would be read', async () => {
  const surroundings = await bareSurroundings();
  const folder = join(surroundings.home, '.keras/datasets/fashion-mnist');
  await putFiles(folder, bytes);
  expect(await datasetStatus(surroundings, source)).toMatchObject({ used: folder, whole: true });
});

test('whole, missing and damaged files of one folder are told apart, each with what is wrong', async () => {
  const surroundings = await bareSurroundings();
  const folder = cacheFolder(source, surroundings);
  await putFiles(folder, bytes, {
    [trainImages.name]: bytes.get(trainImages.name)!.subarray(0, 1234),
    [trainLabels.name]: undefined,
    [testImages.name]: undefined,
    [plainName(testImages)]: gunzipSync(bytes.get(testImages.name)!),
    [testLabels.name]: undefined,
  });
  await mkdir(join(folder, testLabels.name));
  const status = await datasetStatus(surroundings, source);
  expect(status.whole).toBe(false);
  expect(status.places[0]!.files).toEqual([
    { name: trainImages.name, state: 'damaged', detail: expect.stringContaining('is truncated (1,234 of ') },
    { name: trainLabels.name, state: 'missing' },
    { name: plainName(testImages), state: 'whole' },
    { name: testLabels.name, state: 'damaged', detail: 'is a folder, not a file' },
  ]);
});

test('a damaged gzip file does no harm where the unpacked file lies beside it', async () => {
  const surroundings = await bareSurroundings();
  const unpacked = gunzipSync(bytes.get(trainImages.name)!);
  await putFiles(cacheFolder(source, surroundings), bytes, {
    [trainImages.name]: Buffer.from('half'),
    [plainName(trainImages)]: unpacked,
  });
  expect((await datasetStatus(surroundings, source)).whole).toBe(true);
});
