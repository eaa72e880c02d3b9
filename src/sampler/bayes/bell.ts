import type { Random } from '../../random.ts';
import { normalCumulative } from '../../space/normalProbability.ts';

/** So many standard deviations away, a bell is nothing beside the spec's own distributions. */
const FAR = 9;

/** A normal distribution that is cut off at 0 and 1. */
export class Bell {
  readonly centre: number;
  private readonly sigma: number;
  private readonly scale: number;
  private readonly mass: number;

  constructor(centre: number, sigma: number) {
    this.centre = centre;
    this.sigma = sigma;
    this.mass = this.between(0, 1);
    this.scale = 1 / (sigma * Math.sqrt(2 * Math.PI) * this.mass);
  }

  /** Of a code, which stands for all that lies between low and high. */
  density(code: number, low: number, high: number): number {
    const width = high - low;
    if (width >= this.sigma / 10) return this.between(low, high) / (width * this.mass);
    // Within so small a part the bell is as good as flat.
    const z = (code - this.centre) / this.sigma;
    return z > FAR || z < -FAR ? 0 : Math.exp((-z * z) / 2) * this.scale;
  }

  draw(random: Random): number {
    for (;;) {
      const place = this.centre + this.sigma * random.normal();
      if (place >= 0 && place <= 1) return place;
    }
  }

  private between(low: number, high: number): number {
    return (
      normalCumulative((high - this.centre) / this.sigma) - normalCumulative((low - this.centre) / this.sigma)
    );
  }
}
