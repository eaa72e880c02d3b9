import { expect, test } from 'vitest';
import { summarize } from '../../src/analysis/index.ts';

test('replicates have a mean and a sample standard deviation', () => {
  // Reference: numpy.mean and numpy.std(ddof=1).
  const { count, mean, std } = summarize([0.9069, 0.9052, 0.9101, 0.9043, 0.908]);
  expect(count).toBe(5);
  expect(mean).toBeCloseTo(0.9069, 12);
  expect(std).toBeCloseTo(0.002296736815571182, 10);
});

test('a single value has no spread', () => {
  expect(summarize([0.9])).toEqual({ count: 1, mean: 0.9, std: null });
});
