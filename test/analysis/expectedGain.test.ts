import { expect, it } from 'vitest';
import { expectedGain } from '../../src/analysis/expectedGain.ts';
import { Random } from '../../src/random.ts';

const LAWS: readonly (readonly [string, (random: Random) => number, number])[] = [
  ['even', (random) => random.uniform(), 2],
  ['like scores around an optimum of four parameters', (random) => 1 - random.uniform() ** 0.5, 1.5],
  ['like scores around an optimum of eight parameters', (random) => 1 - random.uniform() ** 0.25, 1.5],
  ['exponential', (random) => -Math.log(1 - random.uniform()), 1.5],
  ['normal', (random) => random.normal(), 1.5],
  [
    'of which a third fails to learn',
    (random) => (random.uniform() < 0.3 ? 0.1 : 0.9 - 0.1 * random.uniform() ** 0.7),
    2,
  ],
];

it.each(LAWS)('is right on average within a factor where values are %s', (_, draw, factor) => {
  for (const count of [20, 60, 200]) {
    const random = Random.of(3, 'gain', count);
    let [expected, gained, better] = [0, 0, 0];
    const runs = 1500;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: count }, () => draw(random));
      const more = Math.max(...Array.from({ length: 20 }, () => draw(random)));
      const { gain, chance } = expectedGain(values, 'maximize', 20)!;
      const won = Math.max(0, more - Math.max(...values));
      expected += gain;
      gained += won;
      better += (won > 0 ? 1 : 0) - chance;
    }
    expect(expected / gained).toBeGreaterThan(1 / factor);
    expect(expected / gained).toBeLessThan(factor);
    // Four standard errors of a share.
    expect(Math.abs(better / runs)).toBeLessThan(4 * Math.sqrt(0.25 / runs));
  }
});

it('falls with what is known, and is the same either way round', () => {
  const random = Random.of(1, 'ways');
  const values = Array.from({ length: 200 }, () => random.uniform());
  const gain = (count: number) => expectedGain(values.slice(0, count), 'maximize', 20)!.gain;
  expect(gain(200)).toBeLessThan(gain(50));
  const falling = values.map((value) => -value);
  expect(expectedGain(falling, 'minimize', 20)).toEqual(expectedGain(values, 'maximize', 20));
});

it('says nothing of fewer than twenty values, and nothing is gained where all are equal', () => {
  const values = Array.from({ length: 19 }, (_, index) => index);
  expect(expectedGain([...values, Number.NaN, -Infinity], 'maximize', 20)).toBeUndefined();
  expect(expectedGain([...values, 19], 'maximize', 20)!.gain).toBeGreaterThan(0);
  expect(expectedGain(Array<number>(40).fill(0.5), 'maximize', 20)!.gain).toBe(0);
});

it('counts what was stopped early as worse', () => {
  const random = Random.of(1, 'stopped');
  const values = Array.from({ length: 40 }, () => random.normal());
  const stopped = Array<number>(60).fill(-Infinity);
  expect(expectedGain([...values, ...stopped], 'maximize', 20)!.chance).toBe(20 / 120);
  expect(expectedGain([...values, ...stopped], 'maximize', 20)!.gain).toBeLessThan(
    expectedGain(values, 'maximize', 20)!.gain,
  );
});
