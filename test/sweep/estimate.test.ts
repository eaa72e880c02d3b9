import { describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.ts';
import { Calibration, estimateEpochMs, estimateTotalMs } from '../../src/sweep/estimate.ts';
import { type NetworkSize, NetworkSizes } from '../../src/sweep/networkSizes.ts';

const sizes = new NetworkSizes({ shape: [28, 28, 1], classes: 10 });
const size = (filters: number, batch_size: number) => {
  const configuration = configure('cnn', { filters, batch_size });
  return { configuration, size: sizes.of(configuration) as NetworkSize };
};

describe('the estimate of a duration', () => {
  it('grows with the network and shrinks with the batch', () => {
    const epoch = (filters: number, batch: number) => estimateEpochMs(size(filters, batch), 50_000, 10_000);
    expect(epoch(64, 32)).toBeGreaterThan(1.5 * epoch(32, 32));
    expect(epoch(32, 16)).toBeGreaterThan(epoch(32, 32));
  });

  it('learns the speed of the machine from what was measured', () => {
    const calibration = new Calibration();
    expect(calibration.factor).toBeUndefined();
    calibration.add(300, 100);
    calibration.add(100, 100);
    expect(calibration.factor).toBe(2);
  });

  it('spreads trials over the workers in order', () => {
    expect(estimateTotalMs([4, 1, 1, 1], 2)).toBe(4);
    expect(estimateTotalMs([1, 1, 4], 2)).toBe(5);
    expect(estimateTotalMs([], 2)).toBe(0);
    expect(estimateTotalMs(new Array(1_000_000).fill(3), 256)).toBeCloseTo(3e6 / 256);
  });
});
