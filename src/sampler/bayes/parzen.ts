import type { Random } from '../../random.ts';
import type { Axis, Categories, Scale } from './axis.ts';
import { Bell } from './bell.ts';

/**
 * Of no more values than this, kernels stay so wide that they reach the neighbours of what was good, since nothing is
 * proposed twice; where there are more, they narrow with the square of what is known, as Watanabe 2023 advises.
 */
const FEW_VALUES = 20;

/** A code for each axis; NaN where the configuration has no such parameter. */
export type Point = Float64Array;

/** One axis of every kernel. Its densities are relative to those of the distribution that the spec gives. */
interface Factor {
  /** Multiplies the density of each kernel with its density at a code. */
  multiply(products: Float64Array, code: number): void;
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
      if (!Number.isNaN(code)) factor.multiply(products, code);
    }
    let sum = 0;
    for (let kernel = 0; kernel < products.length; kernel++) sum += products[kernel]!;
    return sum;
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
    multiply(products, code) {
      const other = spread / whole;
      const same = (spread + 1 / shares[code]!) / whole;
      for (let kernel = 0; kernel < codes.length; kernel++) {
        const own = codes[kernel]!;
        if (!Number.isNaN(own)) products[kernel]! *= own === code ? same : other;
      }
    },
    draw(kernel, random) {
      const own = codes[kernel];
      const isOwn = own !== undefined && !Number.isNaN(own) && random.uniform() * whole >= spread;
      return isOwn ? own : drawShare(shares, random);
    },
  };
}

export function drawShare(shares: Float64Array, random: Random): number {
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
  const places = distinct(codes);
  const bells = bellsAt(places, codes, axis.size <= FEW_VALUES ? 1 : 2);
  // Kernels at one place are equal, and there are few places where the values are a list.
  const bellOf = new Int32Array(codes.length);
  for (let kernel = 0; kernel < codes.length; kernel++) bellOf[kernel] = placeOf(codes[kernel]!, places);
  const densities = new Float64Array(bells.length);
  return {
    multiply(products, code) {
      const [low, high] = axis.cell(code);
      for (let bell = 0; bell < bells.length; bell++) densities[bell] = bells[bell]!.density(code, low, high);
      for (let kernel = 0; kernel < codes.length; kernel++) {
        const bell = bellOf[kernel]!;
        if (bell >= 0) products[kernel]! *= densities[bell]!;
      }
    },
    draw(kernel, random) {
      const bell = bells[bellOf[kernel] ?? -1];
      return bell ? bell.draw(random) : random.uniform();
    },
  };
}

/** The places of all kernels, rising, each once. */
function distinct(codes: Float64Array): Float64Array {
  const sorted = codes.filter((code) => !Number.isNaN(code)).sort();
  return sorted.filter((code, index) => index === 0 || code !== sorted[index - 1]);
}

/** The index of a code among the places; -1 where there is no code. */
function placeOf(code: number, places: Float64Array): number {
  if (Number.isNaN(code)) return -1;
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As wide as the farther neighbour is away; an end of the scale is a neighbour only of what is alone. */
function bellsAt(places: Float64Array, codes: Float64Array, exponent: number): Bell[] {
  const count = codes.reduce((sum, code) => (Number.isNaN(code) ? sum : sum + 1), 0);
  const floor = 1 / Math.min(100, (count + 2) ** exponent);
  const bells: Bell[] = [];
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    const below = places[index - 1] ?? (count === 1 ? 0 : place);
    const above = places[index + 1] ?? (count === 1 ? 1 : place);
    bells.push(new Bell(place, Math.min(1, Math.max(floor, place - below, above - place))));
  }
  return bells;
}
