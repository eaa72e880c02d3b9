import type { Assignment } from '../../configuration.ts';
import type { Random } from '../../random.ts';
import type { Axis, Categories } from './axis.ts';
import { Bells } from './bells.ts';
import { drawShare, type Point } from './parzen.ts';

/** How far a guess reaches: NePS's width for a prior of medium confidence, on a scale from 0 to 1. */
const SIGMA = 0.25;

/** How much more likely the guessed category becomes: NePS's weight for medium confidence. */
const CATEGORY_WEIGHT = 4;

/** The share of the spec's own distributions in a guess, so that every value can still be reached. */
const DOUBT = 0.3;

interface Factor {
  /** Relative to the spec's own distribution. */
  density(code: number): number;
  draw(random: Random): number;
}

/** A user's guess at good values of some parameters, as a density over all. */
export class Guess {
  /** One for each axis; undefined if nothing was guessed. */
  private readonly factors: readonly (Factor | undefined)[];

  constructor(axes: readonly Axis[], names: readonly string[], guessed: Assignment) {
    this.factors = axes.map((axis, index) => {
      const value = guessed[names[index]!];
      if (value === undefined) return undefined;
      return axis.kind === 'categories'
        ? categoryFactor(axis, axis.code(value))
        : bellFactor(axis, axis.code(value));
    });
  }

  /** Relative to the spec's own distributions: 1 on average, and never below {@link DOUBT}. */
  density(point: Point): number {
    let product = 1;
    for (const [index, factor] of this.factors.entries()) {
      const code = point[index]!;
      if (factor && !Number.isNaN(code)) product *= factor.density(code);
    }
    return DOUBT + (1 - DOUBT) * product;
  }

  /** A point near the guess; parameters without a guess stay as they are given. */
  near(point: Point, random: Random): Point {
    return point.map((code, index) => this.factors[index]?.draw(random) ?? code);
  }
}

function bellFactor(axis: Extract<Axis, { kind: 'scale' }>, centre: number): Factor {
  const bells = new Bells(Float64Array.of(centre), Float64Array.of(SIGMA));
  return {
    density: (code) => bells.density(0, code, ...axis.cell(code)),
    draw: (random) => bells.draw(0, random),
  };
}

function categoryFactor({ shares }: Categories, guessed: number): Factor {
  const whole = 1 + (CATEGORY_WEIGHT - 1) * shares[guessed]!;
  const weights = shares.map((share, index) => (index === guessed ? share * CATEGORY_WEIGHT : share) / whole);
  return {
    density: (code) => weights[code]! / shares[code]!,
    draw: (random) => drawShare(weights, random),
  };
}
