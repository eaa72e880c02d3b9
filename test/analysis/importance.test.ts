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
  it('orders them by how much of the metric they decide, and gives almost nothing to one that decides nothing', () => {
    const { features, target } = table(6);
    const { shares, together, explained, isExplained, rows } = importances(features, target);
    expect(shares.map(({ name }) => name)).toEqual(['rate', 'optimizer', 'filters']);
    expect(shares[0]!.share).toBeGreaterThan(0.7);
    expect(shares[2]!.share).toBeLessThan(0.02);
    expect(shares.reduce((sum, { share }) => sum + share, together)).toBeCloseTo(1, 10);
    expect(explained).toBeGreaterThan(0.9);
    expect([isExplained, rows]).toEqual([true, ROWS]);
    for (const { share, interval } of shares) {
      expect(interval.low).toBeLessThanOrEqual(share);
      expect(interval.high).toBeGreaterThanOrEqual(share);
    }
  });

  it('follows the variance that a parameter causes: rate varies by 1/12 slope², adam by 2/9', () => {
    const { features, target } = table(1);
    const { shares } = importances(features, target);
    const [rate, adam] = ['rate', 'optimizer'].map((name) => shares.find((each) => each.name === name)!);
    expect(adam!.share / rate!.share).toBeCloseTo(2 / 9 / (1 / 12), 0);
  });

  it('counts values of a list alike, however often a search has tried each of them', () => {
    // The space has both values of each parameter, and both parameters change the metric by as much.
    const tried = Array.from({ length: 1000 }, (_, row) => ({
      often: row < 900 ? 1 : 2,
      evenly: row % 2 ? 'a' : 'b',
    }));
    const { shares } = importances(
      [
        { name: 'often', values: tried.map(({ often }) => often) },
        { name: 'evenly', values: tried.map(({ evenly }) => evenly) },
      ],
      tried.map(({ often, evenly }) => often + Number(evenly === 'a')),
    );
    for (const { share } of shares) expect(share).toBeCloseTo(0.5, 1);
  });

  it('tells what two parameters decide only together', () => {
    const features = ['left', 'right'].map((name, index) => ({
      name,
      values: Array.from({ length: 200 }, (_, row) => (row >> index) % 2),
    }));
    const target = features[0]!.values.map((left, row) => Number(left === features[1]!.values[row]));
    const { together, isExplained } = importances(features, target);
    expect(isExplained).toBe(true);
    expect(together).toBeGreaterThan(0.9);
  });

  it('explains nothing of noise, in nineteen tables of twenty, even of values that no two rows share', () => {
    let found = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = Random.of(seed, 'noise');
      const draw = () => Array.from({ length: 40 }, () => random.uniform());
      const features = [
        { name: 'rate', values: draw() },
        { name: 'momentum', values: draw().map((value) => (value < 0.3 ? undefined : value)) },
        { name: 'name', values: draw().map((value) => `run ${value}`) },
        { name: 'optimizer', values: draw().map((value) => 'abcdefgh'[Math.floor(8 * value)]) },
      ];
      const { isExplained } = importances(
        features,
        features[0]!.values.map(() => random.normal()),
      );
      if (isExplained) found++;
    }
    expect(found).toBeLessThanOrEqual(2);
  });

  it('is the same for the same table, and sound where all metrics are equal', () => {
    const { features, target } = table(2);
    expect(importances(features, target)).toEqual(importances(features, target));
    const flat = importances(
      features,
      target.map(() => 0.9),
    );
    expect(flat.shares.map(({ share }) => share)).toEqual([0, 0, 0]);
    expect([flat.explained, flat.isExplained, flat.together]).toEqual([0, false, 0]);
  });
});
