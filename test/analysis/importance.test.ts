import { describe, expect, it } from 'vitest';
import { importances } from '../../src/analysis/index.ts';
import { Random } from '../../src/random.ts';

const ROWS = 300;

/** Three parameters of which the metric follows `slope · rate + (optimizer is adam)`, and one that does nothing. */
function table(slope: number) {
  const random = Random.of(5, 'importance');
  const rate = Array.from({ length: ROWS }, () => random.uniform());
  const optimizer = Array.from({ length: ROWS }, () => ['adam', 'sgd', 'lion'][random.below(3)]!);
  const filters = Array.from({ length: ROWS }, (_, row) =>
    row % 2 === 0 ? undefined : [random.below(4), 2],
  );
  const features = [
    { name: 'rate', values: rate },
    { name: 'optimizer', values: optimizer },
    { name: 'filters', values: filters },
  ];
  const target = rate.map((x, row) => slope * x + Number(optimizer[row] === 'adam') + 0.05 * random.normal());
  return { features, target };
}

describe('the importance of parameters', () => {
  it('orders them by how much of the metric they decide, and gives nothing to one that decides nothing', () => {
    const { features, target } = table(6);
    const { shares, explained } = importances(features, target);
    expect(shares.map(({ name }) => name)).toEqual(['rate', 'optimizer', 'filters']);
    expect(shares[0]!.share).toBeGreaterThan(0.7);
    expect(shares[2]!.share).toBeLessThan(0.02);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(explained).toBeGreaterThan(0.9);
  });

  it('follows the variance that a parameter causes: rate varies by 1/12 slope², adam by 2/9', () => {
    const { features, target } = table(1);
    const { shares } = importances(features, target);
    const [rate, adam] = ['rate', 'optimizer'].map(
      (name) => shares.find((each) => each.name === name)!.share,
    );
    expect(adam! / rate!).toBeGreaterThan(1.6);
    expect(adam! / rate!).toBeLessThan(4.5);
  });

  it('explains nothing of noise', () => {
    const { features } = table(1);
    const random = Random.of(6, 'noise');
    const { explained } = importances(
      features,
      features[0]!.values.map(() => random.normal()),
    );
    expect(explained).toBeLessThan(0.1);
  });

  it('is the same for the same table, and sound where all metrics are equal', () => {
    const { features, target } = table(2);
    expect(importances(features, target)).toEqual(importances(features, target));
    const flat = importances(
      features,
      target.map(() => 0.9),
    );
    expect(flat.shares.map(({ share }) => share)).toEqual([0, 0, 0]);
    expect(flat.explained).toBe(0);
  });
});
