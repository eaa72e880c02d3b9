import { describe, expect, it } from 'vitest';
import { Random } from '../src/random.ts';

describe('Random', () => {
  it('is xoshiro128**', () => {
    // The first outputs of the authors' C code for the state {1, 2, 3, 4}.
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 5 }, () => random.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883,
    ]);
  });

  it('gives every label a stream of its own, always the same', () => {
    const first = (...labels: (string | number)[]) => Random.of(7, ...labels).uint32();
    expect(first('weights', 'dense/kernel')).toBe(first('weights', 'dense/kernel'));
    const streams = [
      first('a', 1),
      first('a', 2),
      first('a', 12),
      first('a1', 2),
      Random.of(8, 'a', 1).uint32(),
    ];
    expect(new Set(streams).size).toBe(streams.length);
  });

  it('draws uniform and normal numbers with the right moments', () => {
    const random = Random.of(1, 'moments');
    const count = 100_000;
    const uniform = Array.from({ length: count }, () => random.uniform());
    const normal = Array.from({ length: count }, () => random.normal());
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / count;
    expect(Math.min(...uniform.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform.slice(0, 1000))).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(uniform.map((value) => value ** 2))).toBeCloseTo(1 / 3, 2);
    expect(mean(normal)).toBeCloseTo(0, 2);
    expect(Math.abs(mean(normal.map((value) => value ** 2)) - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean(normal.map((value) => value ** 4)) - 3)).toBeLessThan(0.1);
  });

  it('draws every integer below a bound equally often', () => {
    const random = Random.of(2, 'below');
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
    for (const found of counts) expect(Math.abs(found - 10_000)).toBeLessThan(400);
  });

  it('shuffles to a permutation in which every place is equally likely', () => {
    const atFront = new Array<number>(5).fill(0);
    for (let seed = 0; seed < 5000; seed++) {
      const items = Uint32Array.of(0, 1, 2, 3, 4);
      Random.of(seed, 'shuffle').shuffle(items);
      expect([...items].sort()).toEqual([0, 1, 2, 3, 4]);
      atFront[items[0]!]!++;
    }
    for (const found of atFront) expect(Math.abs(found - 1000)).toBeLessThan(130);
  });
});
