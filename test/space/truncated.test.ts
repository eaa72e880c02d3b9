import { expect, it } from 'vitest';
import { Random } from '../../src/random.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';
import { legalShare, truncated } from '../../src/space/truncated.ts';

const normal = DISTRIBUTIONS.get('normal')!.build({ mu: 0, sigma: 1 });
const isPositive = (value: unknown) => Number(value) > 0;

it('a cut-off distribution draws legal values in their proportions', () => {
  const half = truncated(normal, isPositive);
  const random = Random.of(1);
  const draws = Array.from({ length: 20_000 }, () => Number(half.sample(random)));
  expect(Math.min(...draws)).toBeGreaterThan(0);
  // The mean of a half-normal distribution is √(2/π).
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
  expect(half.contains(-1)).toBe(false);
});

it('the legal share is estimated, the same every time', () => {
  expect(legalShare(normal, isPositive)).toBeCloseTo(0.5, 1);
  expect(legalShare(normal, isPositive)).toBe(legalShare(normal, isPositive));
});

it('a distribution that draws nothing legal fails instead of hanging', () => {
  expect(() => truncated(normal, () => false).sample(Random.of(1))).toThrow('drew no legal value');
});
