import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/data/dataset.ts';
import { CLASS_NAMES } from '../../src/data/fashionMnist.ts';
import { syntheticDataset } from '../../src/data/synthetic.ts';
import { linearAccuracy } from './linearAccuracy.ts';

let dataset: Dataset;

beforeAll(() => {
  dataset = syntheticDataset();
});

describe('the synthetic set', () => {
  test('has the sizes and class names of the real one and says what it is', () => {
    expect(dataset).toMatchObject({
      name: 'synthetic',
      synthetic: true,
      trainCount: 60_000,
      testCount: 10_000,
    });
    expect(dataset.input).toEqual({ shape: [28, 28, 1], classes: 10 });
    expect(dataset.classNames).toEqual(CLASS_NAMES);
    expect(dataset.train.images).toHaveLength(60_000 * 784);
    expect(dataset.test.images).toHaveLength(10_000 * 784);
  });

  test('lies in memory that all threads share', () => {
    for (const { images, labels } of [dataset.train, dataset.test]) {
      expect(images.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(labels.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  test('has every class equally often, in random order', () => {
    for (const { labels } of [dataset.train, dataset.test]) {
      const counts = Array<number>(10).fill(0);
      for (const label of labels) counts[label]!++;
      expect(counts).toEqual(Array(10).fill(labels.length / 10));
      const first = Array<number>(10).fill(0);
      for (const label of labels.subarray(0, 1000)) first[label]!++;
      expect(Math.min(...first)).toBeGreaterThan(60);
    }
  });

  test('has the same bits on every machine and for ever', () => {
    // Change this sum together with an intended change of the drawings: earlier results are then not
    // comparable.
    expect(dataset.fingerprint).toBe('6c72a8f01d165daba2414cbac53d8994908a56269bbd21b66f2b570051025c6f');
  });

  test('repeats no image', () => {
    const seen = new Set<string>();
    for (const { images, labels } of [dataset.train, dataset.test]) {
      const bytes = Buffer.from(images.buffer, images.byteOffset, images.length);
      labels.forEach((_, i) => {
        seen.add(bytes.toString('latin1', i * 784 + 196, i * 784 + 588));
      });
    }
    expect(seen.size).toBe(70_000);
  });

  test('shows something in every image and leaves a background', () => {
    const { images, labels } = dataset.test;
    labels.forEach((_, i) => {
      const image = images.subarray(i * 784, (i + 1) * 784);
      const bright = image.reduce((count, value) => count + (value > 30 ? 1 : 0), 0);
      expect(bright).toBeGreaterThan(8);
      expect(bright).toBeLessThan(700);
    });
  });

  test('is neither trivial nor hopeless for a linear classifier', () => {
    const accuracy = linearAccuracy(dataset, 6000, 3000);
    expect(accuracy).toBeGreaterThan(0.68);
    expect(accuracy).toBeLessThan(0.84);
  });
});
