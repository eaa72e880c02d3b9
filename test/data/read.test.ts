import { describe, expect, test } from 'vitest';
import { describeDataset } from '../../src/data/describe.ts';
import { FASHION_MNIST } from '../../src/data/fashionMnist.ts';
import { readDataset } from '../../src/data/read.ts';
import type { Source } from '../../src/data/source.ts';
import { emptyFolder, putFiles, smallSource } from './smallSource.ts';

/** The real dataset if `SWEEP_DATA_DIR` names it, otherwise a small one; both pass the same tests. */
async function subject(): Promise<{ source: Source; folder: string }> {
  const configured = process.env.SWEEP_DATA_DIR;
  if (configured) return { source: FASHION_MNIST, folder: configured };
  const { source, bytes } = smallSource();
  const folder = await emptyFolder();
  await putFiles(folder, bytes);
  return { source, folder };
}

describe('a dataset that was read', () => {
  test('has all images and labels, balanced classes, in memory that all threads share', async () => {
    const { source, folder } = await subject();
    const dataset = await readDataset(folder, source);
    for (const [set, file] of [
      [dataset.train, source.files.trainImages],
      [dataset.test, source.files.testImages],
    ] as const) {
      const [count] = file.content.dims as [number];
      expect(set.images).toHaveLength(count * 784);
      expect(set.labels).toHaveLength(count);
      expect(set.images.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(set.labels.buffer).toBeInstanceOf(SharedArrayBuffer);
      const perClass = Array<number>(10).fill(0);
      for (const label of set.labels) perClass[label]!++;
      expect(perClass).toEqual(Array(10).fill(count / 10));
    }
    expect(dataset).toMatchObject({ name: 'fashion-mnist', synthetic: false, input: { shape: [28, 28, 1] } });
  });

  test('has the same fingerprint each time', async () => {
    const { source, folder } = await subject();
    const { fingerprint } = await readDataset(folder, source);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await readDataset(folder, source)).fingerprint).toBe(fingerprint);
  });

  test('is described without its pixels', async () => {
    const { source, folder } = await subject();
    const info = describeDataset(await readDataset(folder, source));
    expect(JSON.stringify(info).length).toBeLessThan(500);
    expect(info).toEqual({
      name: 'fashion-mnist',
      synthetic: false,
      fingerprint: expect.any(String),
      input: { shape: [28, 28, 1], classes: 10 },
      classNames: FASHION_MNIST.classNames,
      trainCount: source.files.trainLabels.content.dims[0],
      testCount: source.files.testLabels.content.dims[0],
    });
  });
});

test('every damaged file is named at once', async () => {
  const { source, bytes } = smallSource();
  const folder = await emptyFolder();
  const { trainImages, testImages, testLabels } = source.files;
  await putFiles(folder, bytes, {
    [trainImages.name]: bytes.get(testImages.name)!,
    [testLabels.name]: Buffer.alloc(0),
  });
  await expect(readDataset(folder, source)).rejects.toMatchObject({
    code: 'dataset_damaged',
    message:
      `${folder}/${trainImages.name} holds the test images, not the training images; ` +
      `${folder}/${testLabels.name} is empty.`,
    hint: expect.stringContaining('sweep data fetch'),
  });
});
