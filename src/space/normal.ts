import type { LawFamily } from './law.ts';
import { normalCumulative, normalQuantile } from './normalProbability.ts';

/** The bell curve around `mu` with standard deviation `sigma`. */
export const normal: LawFamily = {
  keys: { mu: { type: 'number', default: 0 }, sigma: { type: 'positive', default: 1 } },
  faults: () => [],
  law({ mu, sigma }) {
    return {
      min: -Infinity,
      max: Infinity,
      draw: (random) => mu! + sigma! * random.normal(),
      place: (value) => normalCumulative((value - mu!) / sigma!),
      value: (place) => mu! + sigma! * normalQuantile(place),
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
      value: (place) => Math.min(Number.MAX_VALUE, Math.exp(inner.value(place))),
    };
  },
};
