import { expect, test } from 'vitest';
import { distribution } from '../../src/analysis/index.ts';

test('a distribution says where values lie, in whatever order they come', () => {
  expect(distribution([5, 1, 3, 2, 4])).toEqual({
    count: 5,
    mean: 3,
    min: 1,
    lowerQuartile: 2,
    median: 3,
    upperQuartile: 4,
    max: 5,
  });
  expect(distribution([7])).toMatchObject({ min: 7, lowerQuartile: 7, median: 7, max: 7 });
  expect(distribution([])).toBeUndefined();
});
