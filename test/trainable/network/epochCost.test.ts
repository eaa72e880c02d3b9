import { expect, it } from 'vitest';
import { configure } from '../../../src/model/configure.ts';
import { estimateEpochMs } from '../../../src/trainable/network/epochCost.ts';
import { type NetworkSize, NetworkSizes } from '../../../src/trainable/network/sizes.ts';

const sizes = new NetworkSizes({ shape: [28, 28, 1], classes: 10 });

it('an epoch is estimated to grow with the network and to shrink with the batch', () => {
  const epoch = (filters: number, batch_size: number): number => {
    const configuration = configure({ model: 'cnn', filters, batch_size });
    const size = sizes.of(configuration) as NetworkSize;
    return estimateEpochMs({ configuration, size }, 50_000, 10_000);
  };
  expect(epoch(64, 32)).toBeGreaterThan(1.5 * epoch(32, 32));
  expect(epoch(32, 16)).toBeGreaterThan(epoch(32, 32));
});
