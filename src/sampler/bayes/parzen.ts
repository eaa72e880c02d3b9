import type { Random } from '../../random.ts';
import { normalCumulative } from '../../space/normalProbability.ts';
import type { Axis, Categories, Scale } from './axis.ts';

/** A code for each axis; NaN where the configuration has no such parameter. */
export type Point = Float64Array;

/** One axis of every kernel. Its densities are relative to those of the distribution that the spec gives. */
interface Factor {
  density(kernel: number, code: number): number;
  draw(kernel: number, random: Random): number;
}

/**
 * A density over configurations: a mixture of one kernel around each observation and the spec's own distributions. A
 * parameter that an observation lacks is spread by its kernel as the spec has it, and one that a point lacks is integrated
 * out, so that one joint model covers a space in which some parameters exist only with certain values of others.
 */
export class Parzen {
  private readonly factors: readonly Factor[];
  private readonly weights: Float64Array;
  private readonly ends: Float64Array;

  /** One weight for each point; the spec's own distributions have `priorWeight`. */
  constructor(axes: readonly Axis[], points: readonly Point[], weights: Float64Array, priorWeight: number) {
    const sum = weights.reduce((total, weight) => total + weight, priorWeight);
    this.weights = new Float64Array([...weights, priorWeight]).map((weight) => weight / sum);
    this.factors = axes.map((axis, index) => {
      const codes = Float64Array.from(points, (point) => point[index]!);
      return axis.kind === 'categories' ? categoryFactor(axis, codes) : scaleFactor(axis, codes);
    });
    let end = 0;
    this.ends = this.weights.map((weight) => (end += weight));
  }

  /** Relative to the spec's own distributions: 1 everywhere where nothing was observed. */
  density(point: Point): number {
    const products = this.weights.slice();
    for (const [index, factor] of this.factors.entries()) {
      const code = point[index]!;
      if (Number.isNaN(code)) continue;
      for (let kernel = 0; kernel < products.length; kernel++)
        products[kernel]! *= factor.density(kernel, code);
    }
    return products.reduce((sum, product) => sum + product, 0);
  }

  /** A draw with a code for every axis, whether it exists there or not. */
  draw(random: Random): Point {
    const at = random.uniform();
    let kernel = this.ends.findIndex((end) => at < end);
    if (kernel < 0) kernel = this.ends.length - 1;
    return Float64Array.from(this.factors, (factor) => factor.draw(kernel, random));
  }
}

/**
 * Each kernel gives its own category the weight 1 and spreads a weight of 1 over all kernels as the spec has it: what
 * Aitchison and Aitken's kernel does, with a bandwidth that shrinks as there is more to learn from.
 */
function categoryFactor({ shares }: Categories, codes: Float64Array): Factor {
  const seen = codes.filter((code) => !Number.isNaN(code)).length;
  const spread = 1 / (seen + 1);
  const whole = 1 + spread;
  return {
    density(kernel, code) {
      const own = codes[kernel];
      if (own === undefined || Number.isNaN(own)) return 1;
      return (spread + (own === code ? 1 / shares[code]! : 0)) / whole;
    },
    draw(kernel, random) {
      const own = codes[kernel];
      const isOwn = own !== undefined && !Number.isNaN(own) && random.uniform() * whole >= spread;
      return isOwn ? own : drawShare(shares, random);
    },
  };
}

function drawShare(shares: Float64Array, random: Random): number {
  let left = random.uniform();
  for (let index = 0; index < shares.length; index++) {
    left -= shares[index]!;
    if (left < 0) return index;
  }
  return shares.findLastIndex((share) => share > 0);
}

/**
 * Normal kernels cut off at the ends of [0, 1], as wide as the farther of the two neighbours is away, and no narrower than
 * one of so many equal parts (the "magic clip" of Bergstra's Hyperopt; Watanabe 2023, section 3.3).
 */
function scaleFactor(axis: Scale, codes: Float64Array): Factor {
  const sigmas = bandwidths(codes);
  const masses = sigmas.map(
    (sigma, kernel) =>
      normalCumulative((1 - codes[kernel]!) / sigma) - normalCumulative(-codes[kernel]! / sigma),
  );
  const cells = new Map<number, readonly [number, number]>();
  const cellOf = (code: number) => {
    let cell = cells.get(code);
    if (!cell) cells.set(code, (cell = axis.cell(code)));
    return cell;
  };
  return {
    density(kernel, code) {
      const centre = codes[kernel];
      if (centre === undefined || Number.isNaN(centre)) return 1;
      const sigma = sigmas[kernel]!;
      const [low, high] = cellOf(code);
      const width = high - low;
      // Within a part so small the bell is as good as flat.
      if (width < sigma / 10) {
        const z = (code - centre) / sigma;
        return Math.exp((-z * z) / 2) / (sigma * Math.sqrt(2 * Math.PI) * masses[kernel]!);
      }
      const mass = normalCumulative((high - centre) / sigma) - normalCumulative((low - centre) / sigma);
      return mass / (width * masses[kernel]!);
    },
    draw(kernel, random) {
      const centre = codes[kernel];
      if (centre === undefined || Number.isNaN(centre)) return random.uniform();
      for (;;) {
        const place = centre + sigmas[kernel]! * random.normal();
        if (place >= 0 && place <= 1) return place;
      }
    },
  };
}

function bandwidths(codes: Float64Array): Float64Array {
  const sorted = codes.filter((code) => !Number.isNaN(code)).sort();
  const count = sorted.length;
  const floor = 1 / Math.min(100, count + 2);
  const widths = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const below = index > 0 ? sorted[index]! - sorted[index - 1]! : count > 1 ? 0 : sorted[index]!;
    const above =
      index < count - 1 ? sorted[index + 1]! - sorted[index]! : count > 1 ? 0 : 1 - sorted[index]!;
    // Those at one place are as wide as their neighbours at other places are away. By Optuna's rule most would be as
    // narrow as is allowed, and a search of lists of numbers would hardly leave the values that were good once.
    const width = Math.max(below, above, widths.get(sorted[index]!) ?? 0);
    widths.set(sorted[index]!, width);
  }
  return codes.map((code) => (Number.isNaN(code) ? 1 : Math.min(1, Math.max(floor, widths.get(code)!))));
}
