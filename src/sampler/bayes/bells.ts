import type { Random } from '../../random.ts';
import { normalCumulative } from '../../space/normalProbability.ts';

/** Beyond this many standard deviations, a bell is negligible beside the spec's own distributions. */
const FAR = 9;

/** Normal distributions truncated at 0 and 1. */
export class Bells {
  private readonly centres: Float64Array;
  private readonly sigmas: Float64Array;
  /** The mass of each between 0 and 1; 0 until it is computed. */
  private readonly masses: Float64Array;

  constructor(centres: Float64Array, sigmas: Float64Array) {
    this.centres = centres;
    this.sigmas = sigmas;
    this.masses = new Float64Array(centres.length);
  }

  /** The density at a code, which stands for everything between low and high. */
  density(bell: number, code: number, low: number, high: number): number {
    const width = high - low;
    const sigma = this.sigmas[bell]!;
    if (width >= sigma / 10) return this.between(bell, low, high) / (width * this.mass(bell));
    // Within such a small part, the bell is practically flat.
    const z = (code - this.centres[bell]!) / sigma;
    if (z > FAR || z < -FAR) return 0;
    const scale = 1 / (sigma * Math.sqrt(2 * Math.PI) * this.mass(bell));
    return Math.exp((-z * z) / 2) * scale;
  }

  draw(bell: number, random: Random): number {
    for (;;) {
      const place = this.centres[bell]! + this.sigmas[bell]! * random.normal();
      if (place >= 0 && place <= 1) return place;
    }
  }

  private mass(bell: number): number {
    if (this.masses[bell] === 0) this.masses[bell] = this.between(bell, 0, 1);
    return this.masses[bell]!;
  }

  private between(bell: number, low: number, high: number): number {
    const [centre, sigma] = [this.centres[bell]!, this.sigmas[bell]!];
    return normalCumulative((high - centre) / sigma) - normalCumulative((low - centre) / sigma);
  }
}
