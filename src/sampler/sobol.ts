import { Random } from '../random.ts';
import { DIRECTIONS } from './sobolDirections.ts';

const BITS = 32;

/** The dimensions that the sequence fills evenly together; any further ones are drawn independently. */
export const MOST_DIMENSIONS = DIRECTIONS.length + 1;

/**
 * Sobol's quasi-random sequence with Owen scrambling by the seed: every point by itself is uniform in the
 * cube, and the first 2ᵏ points fill it evenly. Any point can be computed by itself.
 */
export class Sobol {
  private readonly seed: number;
  private readonly directions: readonly Uint32Array[];
  private readonly scrambles: readonly number[];
  private readonly dimensions: number;

  constructor(dimensions: number, seed: number) {
    this.seed = seed;
    this.dimensions = dimensions;
    const even = Math.min(dimensions, MOST_DIMENSIONS);
    this.directions = Array.from({ length: even }, (_, dimension) => directionsOf(dimension));
    this.scrambles = Array.from({ length: even }, (_, dimension) =>
      Random.of(seed, 'sobol', dimension).uint32(),
    );
  }

  /** The point at an index below 2³², as coordinates in [0, 1). */
  at(index: number): Float64Array {
    const beyond = Random.of(this.seed, 'beyond sobol', index);
    return Float64Array.from({ length: this.dimensions }, (_, dimension) => {
      const directions = this.directions[dimension];
      if (!directions) return beyond.uniform();
      let bits = 0;
      for (let bit = 0, left = index >>> 0; left > 0; bit++, left >>>= 1) {
        if (left & 1) bits ^= directions[bit]!;
      }
      return scrambled(bits >>> 0, this.scrambles[dimension]!) / 2 ** BITS;
    });
  }
}

function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  const [polynomial, numbers] = DIRECTIONS[dimension - 1] ?? [1, []];
  const degree = numbers.length;
  for (let bit = 0; bit < BITS; bit++) {
    if (dimension === 0) directions[bit] = 2 ** (BITS - 1 - bit);
    else if (bit < degree) directions[bit] = numbers[bit]! * 2 ** (BITS - 1 - bit);
    else {
      let next = directions[bit - degree]! ^ (directions[bit - degree]! >>> degree);
      for (let k = 1; k < degree; k++) {
        if ((polynomial >>> (degree - k)) & 1) next ^= directions[bit - k]!;
      }
      directions[bit] = next >>> 0;
    }
  }
  return directions;
}

/** Nested uniform scrambling by a hash: B. Burley, "Practical Hash-based Owen Scrambling", 2020. */
function scrambled(bits: number, seed: number): number {
  let x = reversed(bits);
  x = (x + seed) >>> 0;
  x = (x ^ Math.imul(x, 0x6c50b47c)) >>> 0;
  x = (x ^ Math.imul(x, 0xb82f1e52)) >>> 0;
  x = (x ^ Math.imul(x, 0xc7afe638)) >>> 0;
  x = (x ^ Math.imul(x, 0x8d22f6e6)) >>> 0;
  return reversed(x);
}

function reversed(bits: number): number {
  let from = bits;
  let to = 0;
  for (let bit = 0; bit < BITS; bit++) {
    to = (to << 1) | (from & 1);
    from >>>= 1;
  }
  return to >>> 0;
}
