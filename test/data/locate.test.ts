import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { locate } from '../../src/data/locate.ts';
import { cacheFolder, candidatePlaces } from '../../src/data/places.ts';
import { plainName } from '../../src/data/source.ts';
import { bareSurroundings, putFiles, smallSource } from './smallSource.ts';

const { source, bytes } = smallSource();

describe('the folders that are searched', () => {
  test("are sweep's cache, Keras's, and torchvision's here and at home, in this order", () => {
    const places = candidatePlaces(source, { env: {}, cwd: '/project', home: '/home/ada' });
    expect(places.map(({ path }) => path)).toEqual([
      '/home/ada/.cache/sweep/fashion-mnist',
      '/home/ada/.keras/datasets/fashion-mnist',
      '/project/data/FashionMNIST/raw',
      '/home/ada/data/FashionMNIST/raw',
    ]);
  });

  test('name the same folder once where the work is done at home', () => {
    expect(candidatePlaces(source, { env: {}, cwd: '/home/ada', home: '/home/ada' })).toHaveLength(3);
  });

  test('are only the one that SWEEP_DATA_DIR names, taken from the working directory', () => {
    const places = candidatePlaces(source, {
      env: { SWEEP_DATA_DIR: 'mine' },
      cwd: '/project',
      home: '/home/ada',
    });
    expect(places).toEqual([{ path: '/project/mine', kind: 'setting', origin: 'SWEEP_DATA_DIR' }]);
  });

  test.each([
    ['/var/cache', '/var/cache/sweep/fashion-mnist'],
    ['relative', '/home/ada/.cache/sweep/fashion-mnist'],
    ['', '/home/ada/.cache/sweep/fashion-mnist'],
  ])('follow XDG_CACHE_HOME=%j', (setting, folder) => {
    expect(cacheFolder(source, { env: { XDG_CACHE_HOME: setting }, cwd: '/', home: '/home/ada' })).toBe(
      folder,
    );
  });
});

describe('a folder counts', () => {
  test('in the order of the search when it holds all four files', async () => {
    const surroundings = await bareSurroundings();
    for (const { path } of candidatePlaces(source, surroundings).reverse()) {
      await putFiles(path, bytes);
      expect((await locate(source, surroundings))?.path).toBe(path);
    }
  });

  test('with files gzipped, unpacked or mixed', async () => {
    const surroundings = await bareSurroundings();
    const folder = join(surroundings.cwd, 'data', 'FashionMNIST', 'raw');
    const { name } = source.files.trainImages;
    const unpacked = {
      [name]: undefined,
      [plainName(source.files.trainImages)]: gunzipSync(bytes.get(name)!),
    };
    await putFiles(folder, bytes, unpacked);
    expect((await locate(source, surroundings))?.path).toBe(folder);
  });

  test('not when one file is missing', async () => {
    const surroundings = await bareSurroundings();
    await putFiles(cacheFolder(source, surroundings), bytes, { [source.files.testLabels.name]: undefined });
    expect(await locate(source, surroundings)).toBeUndefined();
  });

  test('not when it is a file', async () => {
    const surroundings = await bareSurroundings();
    await mkdir(join(surroundings.home, '.cache'));
    await putFiles(join(surroundings.home, '.cache'), new Map([['sweep', Buffer.from('a file')]]));
    expect(await locate(source, surroundings)).toBeUndefined();
  });
});
