import { describe, expect, test } from 'vitest';
import { mean, sampleStd } from '../../src/metric/spread.ts';

describe('mean and spread over replicates', () => {
  test('are the arithmetic mean and the sample standard deviation', () => {
    // Reference: numpy.mean and numpy.std(ddof=1).
    const values = [0.9069, 0.9052, 0.9101, 0.9043, 0.908];
    expect(mean(values)).toBeCloseTo(0.9069, 12);
    expect(sampleStd(values)).toBeCloseTo(0.002296736815571182, 10);
  });

  test('are exact for equal values, and a single one has no spread', () => {
    expect(mean([0.1, 0.1, 0.1])).toBe(0.1);
    expect(sampleStd([0.1, 0.1, 0.1])).toBe(0);
    expect(sampleStd([0.9])).toBeNull();
  });
});
