import { describe, expect, it } from 'vitest';
import { bothNoises, compareSeeds, holm, pairedPermutation } from '../../src/analysis/index.ts';
import { chanceBeyondT, reachOfT } from '../../src/analysis/studentT.ts';
import { Random } from '../../src/random.ts';

const SIMULATIONS = 4000;

/** The share of simulated intervals that hold the truth. */
function coverage(truth: number, draw: (random: Random) => { low: number; high: number }): number {
  const random = Random.of(1, 'coverage');
  let held = 0;
  for (let i = 0; i < SIMULATIONS; i++) {
    const { low, high } = draw(random);
    if (low <= truth && truth <= high) held++;
  }
  return held / SIMULATIONS;
}

// Reference: SciPy 1.17.1, stats.t.sf and stats.t.isf.
describe("Student's t", () => {
  it.each([
    [2.5, 3, 0.08770664700806556],
    [0.7, 11.37, 0.49800012042505615],
    [40, 2, 0.0006244146721847406],
    [1e-3, 200, 0.9992031123011389],
  ])('lies beyond %d with %d degrees of freedom', (t, freedom, chance) => {
    expect(chanceBeyondT(t, freedom) / chance).toBeCloseTo(1, 9);
    expect(chanceBeyondT(-t, freedom)).toBe(chanceBeyondT(t, freedom));
  });

  it.each([
    [0.05, 4, 2.7764451051977943],
    [0.05, 1, 12.706204736174705],
    [0.05, 17.3, 2.107032003753469],
    [0.01, 9, 3.2498355415921263],
  ])('with chance %d and %d degrees of freedom', (chance, freedom, reach) => {
    expect(reachOfT(chance, freedom)).toBeCloseTo(reach, 9);
  });
});

// Reference: SciPy 1.17.1, permutation_test(permutation_type='samples') of all signs, and ttest_1samp.
const SAMPLES: readonly [
  readonly number[],
  permutation: number,
  t: number,
  low: number,
  high: number,
  effect: number,
][] = [
  [
    [0.012, 0.009, -0.003, 0.015, 0.004],
    0.125,
    0.0799803722093497,
    -0.001406190610422786,
    0.016206190610422787,
    0.8347140318160089,
  ],
  [
    [0.02, 0.021, 0.019],
    0.25,
    0.0008322931113192301,
    0.017515862288249667,
    0.022484137711750334,
    11.428571428571418,
  ],
  [
    [0.5, -0.25, 0.25, 0.125, -0.0625, 0.75, 0.3, -0.1],
    0.1640625,
    0.15116980899126123,
    -0.08840761690969898,
    0.46653261690969894,
    0.5063534841349164,
  ],
];

describe('differences over seeds', () => {
  it.each(SAMPLES)('%j are tested as SciPy does', (differences, permutation, t, low, high, effect) => {
    const compared = compareSeeds(differences);
    expect(compared.permutation).toEqual({ pValue: permutation, smallest: 2 ** (1 - differences.length) });
    expect(compared.pValue).toBeCloseTo(t, 10);
    expect(compared.interval!.low).toBeCloseTo(low, 10);
    expect(compared.interval!.high).toBeCloseTo(high, 10);
    expect(compared.effect).toBeCloseTo(effect, 10);
    const turned = compareSeeds(differences.map((each) => -each));
    expect(turned.pValue).toBeCloseTo(compared.pValue!, 12);
    expect(turned.superiority.share).toBeCloseTo(1 - compared.superiority.share, 12);
  });

  it('of two seeds have no effect size: its factor against bias is 0', () => {
    expect(compareSeeds([0.02, 0.03])).toMatchObject({ seeds: 2, effect: undefined });
  });

  it('of one seed say which is ahead, and nothing about seeds', () => {
    expect(compareSeeds([0.1])).toMatchObject({
      difference: 0.1,
      interval: undefined,
      pValue: undefined,
      permutation: { pValue: 1, smallest: 1 },
      effect: undefined,
    });
  });

  it('that are all the same are certain, and none at all is none', () => {
    expect(compareSeeds([0.25, 0.25, 0.25])).toMatchObject({
      pValue: 0,
      interval: { low: 0.25, high: 0.25 },
    });
    expect(compareSeeds([0, 0])).toMatchObject({ pValue: 1, superiority: { share: 0.5 }, effect: undefined });
  });

  it('of many seeds are tested with drawn signs, near the exact value', () => {
    const sixteen = Array.from({ length: 16 }, (_, index) => Math.sin(index) + 0.3);
    // One that adds nothing makes it seventeen, and leaves the exact value as it is.
    expect(pairedPermutation([...sixteen, 0])).toBeCloseTo(pairedPermutation(sixteen), 2);
    expect(pairedPermutation(Array.from({ length: 40 }, () => 1))).toBeCloseTo(1e-5, 6);
  });

  it.each([3, 5, 10])('of %d seeds have intervals that hold their mean in 95 % of cases', (seeds) => {
    const share = coverage(0.4, (random) => {
      const differences = Array.from({ length: seeds }, () => 0.4 + random.normal());
      return compareSeeds(differences).interval!;
    });
    expect(Math.abs(share - 0.95)).toBeLessThan(0.015);
  });

  it('have a chance of superiority whose interval holds it in 95 % of cases, over all chances', () => {
    const random = Random.of(2, 'superiority');
    let held = 0;
    for (let i = 0; i < SIMULATIONS; i++) {
      const chance = random.uniform();
      const differences = Array.from({ length: 10 }, () => (random.uniform() < chance ? 1 : -1));
      const { low, high } = compareSeeds(differences).superiority;
      if (low <= chance && chance <= high) held++;
    }
    expect(Math.abs(held / SIMULATIONS - 0.95)).toBeLessThan(0.015);
  });
});

describe('differences over seeds and images', () => {
  /** First right − second right of an image with that difficulty, for seeds with these advantages. */
  const images = 150;
  function drawn(
    random: Random,
    seeds: number,
    spread: { seed: number; image: number },
    gain: number,
  ): Int8Array[] {
    const advantages = Array.from({ length: images }, () => gain + spread.image * (random.uniform() - 0.5));
    return Array.from({ length: seeds }, () => {
      const luck = spread.seed * (random.uniform() - 0.5);
      return Int8Array.from(advantages, (advantage) => {
        const [right, wrong] = [0.25 + (advantage + luck) / 2, 0.25 - (advantage + luck) / 2];
        const at = random.uniform();
        return at < right ? 1 : at < right + wrong ? -1 : 0;
      });
    });
  }

  it.each([
    ['with noise mostly of seeds', 5, { seed: 0.25, image: 0.02 }, 0.965],
    ['with noise of both', 5, { seed: 0.25, image: 0.4 }, 0.965],
    ['with noise of both', 10, { seed: 0.15, image: 0.4 }, 0.965],
    // Where seeds hardly differ, their number promises more than few of them can show.
    ['with noise mostly of images', 5, { seed: 0.01, image: 0.3 }, 0.985],
    ['with noise of neither', 4, { seed: 0, image: 0 }, 0.985],
  ])('%s and %i seeds have intervals that hold the truth in 95 %% of cases', (_, seeds, spread, most) => {
    const share = coverage(0.05, (random) => bothNoises(drawn(random, seeds, spread, 0.05)).interval);
    expect(share).toBeGreaterThan(0.935);
    expect(share).toBeLessThan(most);
  });

  it('are never surer than the images alone, however well few seeds agree', () => {
    const random = Random.of(4, 'agreeing');
    const one = drawn(random, 1, { seed: 0, image: 0 }, 0.05)[0]!;
    // The same images in another order: every seed has the same mean.
    const others = [1, 2].map((shift) => one.map((_, image) => one[(image + shift * 50) % images]!));
    const { interval } = bothNoises([one, ...others]);
    const spread = Math.sqrt(one.reduce((sum, each) => sum + each * each, 0)) / images;
    expect((interval.high - interval.low) / 2).toBeGreaterThan((1.9 * spread) / Math.sqrt(3));
  });

  it('decide as their interval does', () => {
    const random = Random.of(3, 'noise');
    for (let i = 0; i < 200; i++) {
      const { interval, pValue } = bothNoises(drawn(random, 3, { seed: 0.1, image: 0.1 }, 0.08));
      expect(pValue < 0.05).toBe(interval.low > 0 || interval.high < 0);
    }
    expect(bothNoises([new Int8Array(9), new Int8Array(9)])).toMatchObject({ difference: 0, pValue: 1 });
  });
});

// Reference: statsmodels 0.14, multipletests(method='holm').
it.each([
  [
    [0.01, 0.04, 0.03, 0.005],
    [0.03, 0.06, 0.06, 0.02],
  ],
  [
    [0.5, 0.6, 0.9],
    [1, 1, 1],
  ],
  [[0.02], [0.02]],
  [[], []],
])("Holm's correction of %j is %j", (pValues, adjusted) => {
  for (const [index, each] of holm(pValues).entries()) expect(each).toBeCloseTo(adjusted[index]!, 12);
  expect(holm(pValues)).toHaveLength(adjusted.length);
});
