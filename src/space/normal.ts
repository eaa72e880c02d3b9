import type { LawFamily } from './law.ts';

/** The bell curve around `mu` with standard deviation `sigma`. */
export const normal: LawFamily = {
  keys: { mu: { type: 'number', default: 0 }, sigma: { type: 'positive', default: 1 } },
  faults: () => [],
  law({ mu, sigma }) {
    return {
      min: -Infinity,
      max: Infinity,
      draw: (random) => mu! + sigma! * random.normal(),
      place: (value) => cumulative((value - mu!) / sigma!),
    };
  },
};

/** The number whose natural logarithm is normal with `mu` and `sigma`. */
export const logNormal: LawFamily = {
  ...normal,
  law(definition) {
    const inner = normal.law(definition);
    return {
      min: 0,
      max: Infinity,
      draw: (random) => Math.exp(inner.draw(random)),
      place: (value) => (value <= 0 ? 0 : inner.place(Math.log(value))),
    };
  },
};

/** The standard normal's cumulative probability, to 1e-7: Abramowitz and Stegun, formula 7.1.26. */
function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * polynomial * Math.exp(-x * x);
  return z < 0 ? tail : 1 - tail;
}
