import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readOwnDataset } from '../../../src/data/own/readOwn.ts';
import { idxBytesOf, npyFile, npzFile } from '../../helpers/numpyFiles.ts';
import { type Stripes, stripes } from '../../helpers/stripes.ts';
import { folderOf } from './folder.ts';

const train = stripes(12, 4, 3, 3);
const test = stripes(6, 4, 3, 3);
const greyTrain = stripes(12, 4, 1, 3);
const greyTest = stripes(6, 4, 1, 3);

/** The four files; `rank` 3 leaves the channels out of the shape. */
function files(of: readonly [Stripes, Stripes], rank: 3 | 4, dash: '-' | '.', gzipped: boolean) {
  const entries = of.flatMap(({ shape, images, labels }, i) => {
    const set = i === 0 ? 'train' : 't10k';
    return [
      [`${set}-images${dash}idx${rank}-ubyte`, idxBytesOf(shape.slice(0, rank), images)],
      [`${set}-labels${dash}idx1-ubyte`, idxBytesOf([labels.length], Uint8Array.from(labels))],
    ] as const;
  });
  return Object.fromEntries(
    entries.map(([name, bytes]) => (gzipped ? [`${name}.gz`, gzipSync(bytes)] : [name, bytes])),
  );
}

const GREY = files([greyTrain, greyTest], 3, '-', false);
const read = (path: string) => readOwnDataset({ name: 'own', path });

describe('a folder of IDX files', () => {
  it.each([
    ["MNIST's names", '-', false],
    ["MNIST's names, gzipped", '-', true],
    ['names with a dot', '.', false],
    ['names with a dot, gzipped', '.', true],
  ] as const)('is read under %s', async (_what, dash, gzipped) => {
    const dataset = await read(folderOf(files([greyTrain, greyTest], 3, dash, gzipped)));
    expect(dataset).toMatchObject({ input: { shape: [4, 4, 1], classes: 3 }, trainCount: 12, testCount: 6 });
    expect(dataset.train.images).toEqual(greyTrain.images);
    expect(dataset.test.labels).toEqual(greyTest.labels);
    expect(dataset.train.images.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('holds colour images as idx4', async () => {
    const dataset = await read(folderOf(files([train, test], 4, '-', true)));
    expect(dataset.input).toEqual({ shape: [4, 4, 3], classes: 3 });
    expect(dataset.train.images).toEqual(train.images);
  });

  it('has the fingerprint of the same data in an .npz file', async () => {
    const npy = ({ shape, images }: Stripes) => npyFile({ descr: '|u1', shape, data: images });
    const labels = (of: Stripes) =>
      npyFile({ descr: '|u1', shape: [of.labels.length], data: Uint8Array.from(of.labels) });
    const archive = npzFile({
      x_train: npy(train),
      y_train: labels(train),
      x_test: npy(test),
      y_test: labels(test),
    });
    const folder = folderOf({ ...files([train, test], 4, '.', false), 'own.npz': archive });
    expect((await read(folder)).fingerprint).toBe((await read(join(folder, 'own.npz'))).fingerprint);
    const swapped = await read(folderOf(files([test, train], 4, '.', false)));
    expect(swapped.fingerprint).not.toBe((await read(folder)).fingerprint);
  });

  it('may hold a file unpacked and gzipped: the unpacked one counts', async () => {
    const folder = folderOf({ ...GREY, 'train-images-idx3-ubyte.gz': Buffer.from('half a download') });
    expect((await read(folder)).train.images).toEqual(greyTrain.images);
  });

  it('takes class names, one for each class', async () => {
    const path = folderOf(GREY);
    const named = await readOwnDataset({ name: 'own', path, classNames: ['a', 'b', 'c'] });
    expect(named.classNames).toEqual(['a', 'b', 'c']);
    expect(named.fingerprint).toBe((await read(path)).fingerprint);
    await expect(readOwnDataset({ name: 'own', path, classNames: ['a', 'b'] })).rejects.toMatchObject({
      code: 'spec_invalid',
      message: expect.stringContaining('names 2 classes, but the labels'),
      hint: expect.stringContaining('Name 3 classes'),
    });
  });
});

describe('a folder of IDX files with a mistake', () => {
  it('names all files that are missing', async () => {
    const folder = folderOf(GREY);
    rmSync(join(folder, 'train-labels-idx1-ubyte'));
    rmSync(join(folder, 't10k-images-idx3-ubyte'));
    await expect(read(folder)).rejects.toMatchObject({
      code: 'dataset_missing',
      message: `${folder} lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte.`,
      hint: expect.stringMatching(/gzipped.*idx4/),
    });
  });

  it('points at an .npz file that lies there instead', async () => {
    await expect(read(folderOf({ 'kmnist.npz': Buffer.alloc(1) }))).rejects.toMatchObject({
      code: 'dataset_missing',
      hint: expect.stringContaining('kmnist.npz'),
    });
  });

  it('does not choose between two files for one thing', async () => {
    const folder = folderOf({ ...GREY, 'train-images-idx4-ubyte': Buffer.alloc(1) });
    await expect(read(folder)).rejects.toMatchObject({
      code: 'dataset_invalid',
      message: expect.stringMatching(/both train-images-idx3-ubyte and train-images-idx4-ubyte/),
    });
  });

  it('is missing altogether', async () => {
    const path = join(folderOf({ file: Buffer.alloc(1) }), 'file', 'below');
    await expect(read(path)).rejects.toMatchObject({
      code: 'dataset_missing',
      message: `There is no file or folder ${path}.`,
      hint: expect.stringContaining('folder of the spec'),
    });
  });

  it.each<[string, string, Buffer, string, RegExp]>([
    [
      'truncated',
      'train-images-idx3-ubyte',
      GREY['train-images-idx3-ubyte']!.subarray(0, -5),
      'dataset_damaged',
      /train-images-idx3-ubyte has the wrong length: its header says 12 × 4 × 4/,
    ],
    [
      'a truncated gzip',
      'train-images-idx3-ubyte',
      gzipSync(GREY['train-images-idx3-ubyte']!).subarray(0, -9),
      'dataset_damaged',
      /is truncated: its gzip stream breaks off/,
    ],
    [
      'a damaged gzip',
      'train-images-idx3-ubyte',
      Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      'dataset_damaged',
      /is a damaged gzip file/,
    ],
    [
      'of floats',
      'train-images-idx3-ubyte',
      Buffer.from([0, 0, 13, 3, ...new Array(12).fill(0)]),
      'dataset_damaged',
      /is no IDX file of unsigned bytes/,
    ],
    [
      'empty',
      't10k-labels-idx1-ubyte',
      Buffer.alloc(0),
      'dataset_damaged',
      /t10k-labels-idx1-ubyte is no IDX file/,
    ],
    [
      'of labels where images belong',
      'train-images-idx3-ubyte',
      GREY['train-labels-idx1-ubyte']!,
      'dataset_invalid',
      /train-images-idx3-ubyte is 12: images must be N × side/,
    ],
    [
      'of images where labels belong',
      'train-labels-idx1-ubyte',
      GREY['train-images-idx3-ubyte']!,
      'dataset_invalid',
      /train-labels-idx1-ubyte is 12 × 4 × 4: labels must be N/,
    ],
    [
      'of other labels',
      't10k-labels-idx1-ubyte',
      GREY['train-labels-idx1-ubyte']!,
      'dataset_invalid',
      /has 12 labels, and .*t10k-images-idx3-ubyte has 6 images/,
    ],
    [
      'not square',
      'train-images-idx3-ubyte',
      idxBytesOf([12, 2, 8], greyTrain.images),
      'dataset_invalid',
      /2 × 8, not square/,
    ],
    [
      'of no images',
      't10k-images-idx3-ubyte',
      idxBytesOf([0, 4, 4], Buffer.alloc(0)),
      'dataset_invalid',
      /holds no image/,
    ],
  ])('has a file that is %s', async (_what, name, bytes, code, message) => {
    await expect(read(folderOf({ ...GREY, [name]: bytes }))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
