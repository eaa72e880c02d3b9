import { describe, expect, test } from 'vitest';
import { requireValidationSize, splitTraining } from '../../src/data/split.ts';

const balanced = Uint16Array.from({ length: 60_000 }, (_, i) => i % 10);

function perClass(labels: Uint16Array, indices: Uint32Array, classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const index of indices) counts[labels[index]!]!++;
  return counts;
}

describe('a split', () => {
  test('sets the same share of every class aside', () => {
    const { train, validation } = splitTraining(balanced, 10, 10_000, 1);
    expect(perClass(balanced, validation, 10)).toEqual(Array(10).fill(1000));
    expect(perClass(balanced, train, 10)).toEqual(Array(10).fill(5000));
  });

  test('has every image once, in ascending order', () => {
    const { train, validation } = splitTraining(balanced, 10, 12_345, 1);
    expect(validation).toHaveLength(12_345);
    for (const part of [train, validation]) expect(part).toEqual(part.toSorted());
    expect(new Set([...train, ...validation]).size).toBe(60_000);
  });

  test('gives unequal classes shares by largest remainder, ties to the lower class', () => {
    const labels = Uint16Array.from([...Array(10).fill(0), ...Array(10).fill(1), ...Array(5).fill(2)]);
    expect(perClass(labels, splitTraining(labels, 3, 6, 1).validation, 3)).toEqual([3, 2, 1]);
    expect(perClass(labels, splitTraining(labels, 3, 1, 1).validation, 3)).toEqual([1, 0, 0]);
  });

  test('is the same for the same seed and another for another', () => {
    const once = splitTraining(balanced, 10, 10_000, 7);
    expect(splitTraining(balanced, 10, 10_000, 7)).toEqual(once);
    expect(splitTraining(balanced, 10, 10_000, 8).validation).not.toEqual(once.validation);
  });

  test('of a class depends on nothing but the seed and that class', () => {
    const relabelled = balanced.map((label) => (label === 9 ? 8 : label));
    const ofClassZero = (labels: Uint16Array): number[] =>
      [...splitTraining(labels, 10, 10_000, 7).validation].filter((index) => labels[index] === 0);
    expect(ofClassZero(relabelled)).toEqual(ofClassZero(balanced));
  });

  test.each([0, -5, 1.5, Number.NaN, 59_991, 60_000])('refuses %d images for validation', (size) => {
    const error = expect.objectContaining({
      code: 'spec_invalid',
      message: expect.stringContaining('1 to 59990'),
    });
    expect(() => splitTraining(balanced, 10, size, 1)).toThrow(error);
  });
});

describe('a validation size that the training file cannot give', () => {
  test('is refused with one that it can', () => {
    const error = expect.objectContaining({
      code: 'spec_invalid',
      message: 'Of 600 training images the validation size must be an integer from 1 to 590, not 10000.',
      hint: expect.stringContaining('"validation: 100"'),
    });
    expect(() => requireValidationSize(600, 10, 10_000)).toThrow(error);
    expect(requireValidationSize(600, 10, 590)).toBeUndefined();
  });

  test('is refused altogether where there are no more images than classes', () => {
    expect(() => requireValidationSize(10, 10, 1)).toThrow(/10 training images of 10 classes are too few/);
  });
});
