import { expect, it } from 'vitest';
import { smooth } from '../../src/analysis/index.ts';

it('smooths by an average that starts at the first value and steps over gaps', () => {
  expect(smooth([1, 2, null, 4], 0)).toEqual([1, 2, null, 4]);
  const [first, second, gap, last] = smooth([1, 2, null, 4], 0.5);
  expect(first).toBe(1);
  expect(second).toBeCloseTo((0.25 * 1 + 0.5 * 2) / 0.75, 12);
  expect(gap).toBeNull();
  expect(last).toBeCloseTo((0.125 * 1 + 0.25 * 2 + 0.5 * 4) / 0.875, 12);
  expect(smooth([3, 3, 3], 0.9).every((value) => Math.abs(value! - 3) < 1e-12)).toBe(true);
});
