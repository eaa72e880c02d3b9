import { createHash } from 'node:crypto';

/**
 * The one seeded generator of the project: xoshiro128** (Blackman and Vigna, "Scrambled Linear Pseudorandom
 * Number Generators", 2021). A stream is made from a seed and labels, never from another stream's position, so
 * what one part draws cannot change what another part draws.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spareNormal: number | undefined;

  /** The four words of state; not all zero. */
  constructor(state: readonly [number, number, number, number]) {
    [this.a, this.b, this.c, this.d] = state;
    if ((this.a | this.b | this.c | this.d) === 0) this.a = 1;
  }

  /** The stream that belongs to a seed and a path of labels, such as `(7, 'shuffle', 3)`. */
  static of(seed: number, ...labels: readonly (string | number)[]): Random {
    const digest = createHash('sha256')
      .update(JSON.stringify([seed, ...labels]))
      .digest();
    return new Random([
      digest.readInt32LE(0),
      digest.readInt32LE(4),
      digest.readInt32LE(8),
      digest.readInt32LE(12),
    ]);
  }

  /** An unsigned integer of 32 bits. */
  uint32(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
  }

  /** An integer in [0, bound), without modulo bias; bound is at most 2³². */
  below(bound: number): number {
    let draw = this.uint32();
    // A remainder of doubles takes longer than all else. The limit is above 2³² − bound, so few draws need it.
    if (draw >= 4294967296 - bound) {
      const limit = 4294967296 - (4294967296 % bound);
      while (draw >= limit) draw = this.uint32();
    }
    return draw - Math.floor(draw / bound) * bound;
  }

  /** A draw from the standard normal distribution (Marsaglia's polar method). */
  normal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.spareNormal = y * factor;
    return x * factor;
  }

  /** Shuffles in place (Fisher and Yates). */
  shuffle(items: Uint32Array | Int32Array): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = items[i]!;
      items[i] = items[j]!;
      items[j] = kept;
    }
  }
}
