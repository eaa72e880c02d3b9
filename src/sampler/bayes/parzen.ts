import type { Random } from '../../random.ts';
import type { Axis, Categories, Scale } from './axis.ts';
import { Bells } from './bells.ts';

/**
 * Up to this many values, kernels stay so wide that they reach the neighbours of good values, since nothing
 * is proposed twice; with more, they narrow with the square of the number of observations, as Watanabe 2023
 * advises.
 */
const FEW_VALUES = 20;

/** A code for each axis; NaN if the configuration lacks the parameter. */
export type Point = Float64Array;

/** One axis of every kernel. Its densities are relative to those of the spec's distribution. */
interface Factor {
  /** Multiplies the density of each of these kernels by its density at a code. */
  multiply(products: Float64Array, kernels: Int32Array, code: number): void;
  draw(kernel: number, random: Random): number;
}

/**
 * A density over configurations: a mixture of one kernel around each observation and the spec's own
 * distributions. If an observation lacks a parameter, its kernel spreads it as the spec does; if a point
 * lacks one, it is integrated out. So one joint model covers a space in which some parameters exist only with
 * certain values of others.
 */
export class Parzen {
  private readonly factors: readonly Factor[];
  private readonly weights: Float64Array;
  private readonly ends: Float64Array;
  /** All kernels, in order; `near` is room for those near a point. */
  private readonly kernels: Int32Array;
  private readonly near: Int32Array;

  /** One weight for each point; the spec's own distributions have `priorWeight`. */
  constructor(axes: readonly Axis[], points: readonly Point[], weights: Float64Array, priorWeight: number) {
    const sum = weights.reduce((total, weight) => total + weight, priorWeight);
    const count = points.length + 1;
    this.weights = new Float64Array(count);
    this.ends = new Float64Array(count);
    this.kernels = new Int32Array(count);
    this.near = new Int32Array(count);
    let end = 0;
    for (let kernel = 0; kernel < count; kernel++) {
      this.weights[kernel] = (weights[kernel] ?? priorWeight) / sum;
      this.ends[kernel] = end += this.weights[kernel]!;
      this.kernels[kernel] = kernel;
    }
    this.factors = axes.map((axis, index) => {
      const codes = new Float64Array(points.length);
      for (let kernel = 0; kernel < codes.length; kernel++) codes[kernel] = points[kernel]![index]!;
      return axis.kind === 'categories' ? categoryFactor(axis, codes) : scaleFactor(axis, codes);
    });
  }

  /** Relative to the spec's own distributions: 1 everywhere if nothing was observed. */
  density(point: Point): number {
    const products = this.weights.slice();
    let kernels = this.kernels;
    for (const [index, factor] of this.factors.entries()) {
      const code = point[index]!;
      if (Number.isNaN(code)) continue;
      factor.multiply(products, kernels, code);
      kernels = this.nearOf(products, kernels);
    }
    let sum = 0;
    for (const kernel of kernels) sum += products[kernel]!;
    return sum;
  }

  /** The kernels whose density is not zero yet: of many, few are near on every axis. */
  private nearOf(products: Float64Array, kernels: Int32Array): Int32Array {
    let count = 0;
    for (let at = 0; at < kernels.length; at++) {
      const kernel = kernels[at]!;
      if (products[kernel] !== 0) this.near[count++] = kernel;
    }
    return this.near.subarray(0, count);
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
 * Each kernel gives its own category the weight 1 and spreads a weight of 1 over all kernels as the spec
 * does. This is Aitchison and Aitken's kernel with a bandwidth that shrinks as observations increase.
 */
function categoryFactor({ shares }: Categories, codes: Float64Array): Factor {
  const seen = codes.filter((code) => !Number.isNaN(code)).length;
  const spread = 1 / (seen + 1);
  const whole = 1 + spread;
  return {
    multiply(products, kernels, code) {
      const other = spread / whole;
      const same = (spread + 1 / shares[code]!) / whole;
      for (let at = 0; at < kernels.length; at++) {
        const kernel = kernels[at]!;
        const own = codes[kernel] ?? NaN;
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
 * Normal kernels truncated at the ends of [0, 1], as wide as the distance of the farther of the two
 * neighbours, and no narrower than one of so many equal parts (the "magic clip" of Bergstra's Hyperopt;
 * Watanabe 2023, section 3.3).
 */
function scaleFactor(axis: Scale, codes: Float64Array): Factor {
  const places = distinct(codes);
  const bells = new Bells(places, widthsAt(places, codes, axis.size <= FEW_VALUES ? 1 : 2));
  // Kernels at one place are equal, and there are few places if the values are a list.
  const bellOf = new Int32Array(codes.length);
  for (let kernel = 0; kernel < codes.length; kernel++) bellOf[kernel] = placeOf(codes[kernel]!, places);
  const densities = new Float64Array(places.length);
  return {
    multiply(products, kernels, code) {
      const [low, high] = axis.cell(code);
      densities.fill(NaN);
      for (let at = 0; at < kernels.length; at++) {
        const kernel = kernels[at]!;
        const bell = bellOf[kernel] ?? -1;
        if (bell < 0) continue;
        if (Number.isNaN(densities[bell]!)) densities[bell] = bells.density(bell, code, low, high);
        products[kernel]! *= densities[bell]!;
      }
    },
    draw(kernel, random) {
      const bell = bellOf[kernel] ?? -1;
      return bell >= 0 ? bells.draw(bell, random) : random.uniform();
    },
  };
}

/** The places of all kernels, ascending, each once. */
function distinct(codes: Float64Array): Float64Array {
  const places = new Float64Array(codes.length);
  let count = 0;
  for (let at = 0; at < codes.length; at++) if (!Number.isNaN(codes[at]!)) places[count++] = codes[at]!;
  places.subarray(0, count).sort();
  let last = 0;
  for (let at = 0; at < count; at++)
    if (at === 0 || places[at] !== places[at - 1]) places[last++] = places[at]!;
  return places.subarray(0, last);
}

/** The index of a code among the places; -1 if there is no code. */
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

/**
 * As wide as the distance of the farther neighbour; an end of the scale is a neighbour only of a single
 * place.
 */
function widthsAt(places: Float64Array, codes: Float64Array, exponent: number): Float64Array {
  const count = codes.reduce((sum, code) => (Number.isNaN(code) ? sum : sum + 1), 0);
  const floor = 1 / Math.min(100, (count + 2) ** exponent);
  const sigmas = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    const below = places[index - 1] ?? (count === 1 ? 0 : place);
    const above = places[index + 1] ?? (count === 1 ? 1 : place);
    sigmas[index] = Math.min(1, Math.max(floor, place - below, above - place));
  }
  return sigmas;
}
