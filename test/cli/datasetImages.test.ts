import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatasetImages } from '../../src/cli/dashboard/datasetImages.ts';
import { describeDataset } from '../../src/data/describe.ts';
import { readOwnDataset } from '../../src/data/own/readOwn.ts';
import { folderOf } from '../data/own/folder.ts';

/** An IDX file of bytes. */
function idx(dims: readonly number[], content: ArrayLike<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * dims.length);
  header.set([0, 0, 8, dims.length]);
  for (const [axis, size] of dims.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
  return Buffer.concat([header, Buffer.from(Uint8Array.from(content))]);
}

const pixels = (count: number) => Array.from({ length: 16 * count }, (_, index) => (index * 37) % 256);

async function ownDataset() {
  const path = folderOf({
    'train-images-idx3-ubyte': idx([6, 4, 4], pixels(6)),
    'train-labels-idx1-ubyte': idx([6], [0, 1, 0, 1, 0, 1]),
    't10k-images-idx3-ubyte': idx([3, 4, 4], pixels(3)),
    't10k-labels-idx1-ubyte': idx([3], [0, 1, 0]),
  });
  return { path, summary: describeDataset(await readOwnDataset({ name: 'own', path })) };
}

describe('the images of a dataset', () => {
  it('are read in a thread, once, and are those of the test set', async () => {
    const { summary } = await ownDataset();
    const source = new DatasetImages();
    expect(source.find(summary)).toEqual({ state: 'loading' });
    const loading = source.load(summary);
    const found = await loading;
    if (found.state !== 'ready') throw new Error(found.reason);
    expect(found.images).toMatchObject({ count: 3, shape: [4, 4, 1] });
    expect([...found.images.image(2)]).toEqual(pixels(3).slice(32));
    expect(source.find(summary)).toBe(found);
    expect(source.load(summary)).toBe(loading);
  });

  it('are not shown where the data has changed since the sweep, or is gone', async () => {
    const { path, summary } = await ownDataset();
    writeFileSync(join(path, 't10k-labels-idx1-ubyte'), idx([3], [1, 1, 0]));
    const changed = await new DatasetImages().load(summary);
    expect(changed).toMatchObject({ state: 'missing', reason: expect.stringContaining('differ') });
    const gone = await new DatasetImages().load({ ...summary, path: `${path}/gone` });
    expect(gone).toMatchObject({ state: 'missing', reason: expect.stringContaining(`${path}/gone`) });
    const strange = { ...summary, name: 'strange' };
    const { path: _, ...published } = strange;
    const unknown = await new DatasetImages().load(published);
    expect(unknown).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('The dataset strange is not on this machine'),
    });
  });
});
