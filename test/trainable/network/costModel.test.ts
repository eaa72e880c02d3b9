import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/configuration.ts';
import { configure } from '../../../src/model/configure.ts';
import { fitCost, type MeasuredEpoch } from '../../../src/trainable/network/cost/costModel.ts';
import { type EpochWork, epochWork } from '../../../src/trainable/network/cost/epochWork.ts';
import { type NetworkSize, NetworkSizes } from '../../../src/trainable/network/sizes.ts';

const sizes = new NetworkSizes({ shape: [28, 28, 1], classes: 10 });

function work(parameters: Assignment, training = 50_000): EpochWork {
  const configuration = configure({ model: 'cnn', ...parameters });
  const size = sizes.of(configuration) as NetworkSize;
  return epochWork(configuration, size, { training, validation: training / 5 });
}

const NETWORKS: readonly Assignment[] = [
  { model: 'ann' },
  { model: 'ann', units: [512, 512], batch_size: 128 },
  { model: 'ann', units: 32, optimizer: 'sgd' },
  {},
  { batch_size: 256 },
  { filters: 64, optimizer: 'sgd' },
  { filters: [16, 32], batch_normalization: true },
];

/** A machine with two cores that takes that many times the typical time, and another factor for products. */
function machine(slower: number, products: number, slowdown: number) {
  const typical = fitCost([]);
  return (of: EpochWork, atOnce: number): number => {
    const productsMs = (of.amounts.trainedFlops + of.amounts.scoredFlops) / 140e6;
    const alone = slower * (typical.epochMs(of, 1) + (products - 1) * productsMs);
    return alone * (atOnce > 1 ? 1 + slowdown : 1);
  };
}

function measured(
  takes: ReturnType<typeof machine>,
  atOnce: readonly number[],
  training: number,
): MeasuredEpoch[] {
  return NETWORKS.map((parameters, index) => {
    const of = work(parameters, training);
    const at = atOnce[index % atOnce.length]!;
    return { work: of, epochMs: takes(of, at), atOnce: at, cores: 2, weight: 1 };
  });
}

describe('the cost model', () => {
  it('has an epoch grow with the network and shrink with the batch, where nothing was measured', () => {
    const cost = fitCost([]);
    const epochMs = (parameters: Assignment) => cost.epochMs(work(parameters), 1);
    expect(epochMs({ filters: 64 })).toBeGreaterThan(1.5 * epochMs({}));
    expect(epochMs({ batch_size: 16 })).toBeGreaterThan(epochMs({}));
    expect(epochMs({ horizontal_flip: true })).toBeGreaterThan(epochMs({}));
    expect(cost.errorPercent(work({}))).toBeUndefined();
  });

  it('learns how fast a machine is from a few epochs on fewer images, and says how sure it is', () => {
    const takes = machine(3, 2, 0);
    const cost = fitCost(measured(takes, [1], 2000));
    for (const parameters of [...NETWORKS, { filters: 48 }, { model: 'ann', units: 200 }]) {
      const of = work(parameters);
      expect(cost.epochMs(of, 1) / takes(of, 1)).toBeGreaterThan(0.85);
      expect(cost.epochMs(of, 1) / takes(of, 1)).toBeLessThan(1.15);
    }
    expect(cost.errorPercent(work({}))).toBeLessThan(20);
    expect(cost.nearness(work({}))).toBe(1);
    expect(cost.nearness(work({ filters: 512 }))).toBeLessThan(0.3);
  });

  it('finds out how much trainings at once slow one another down', () => {
    const takes = machine(1, 1, 0.6);
    const cost = fitCost(measured(takes, [1, 2], 2000));
    const of = work({ filters: 48 });
    expect(cost.epochMs(of, 2) / cost.epochMs(of, 1)).toBeGreaterThan(1.4);
    expect(cost.epochMs(of, 4) / cost.epochMs(of, 2)).toBeCloseTo(2, 1);
  });

  it('follows what recent trials of the same network took', () => {
    const takes = machine(1, 1, 0);
    const own = { work: work({}), epochMs: 3 * takes(work({}), 1), atOnce: 1, cores: 2, weight: 1 };
    const cost = fitCost([...measured(takes, [1], 2000), ...Array.from({ length: 6 }, () => ({ ...own }))]);
    expect(cost.epochMs(work({}), 1) / own.epochMs).toBeGreaterThan(0.8);
    expect(cost.epochMs(work({ model: 'ann' }), 1) / takes(work({ model: 'ann' }), 1)).toBeLessThan(1.25);
  });
});
