import { quantileSorted } from 'simple-statistics';
import { Random } from '../random.ts';
import type { Interval } from './accuracyInterval.ts';

const RESAMPLES = 1000;
const SEED = 1;

/** Differences of two classifiers, first minus second, each with its 95 % interval. */
export interface BootstrappedDifferences {
  readonly accuracy: Interval & { readonly difference: number };
  readonly macroF1: Interval & { readonly difference: number };
}

/**
 * Percentile intervals of the differences of accuracy and macro-F1, by drawing the images with repetition, the same for
 * both classifiers. Equal predictions give equal intervals. All arrays hold one class for each image, in the
 * same order, within [0, classes). Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
 */
export function pairedBootstrap(
  first: Uint16Array,
  second: Uint16Array,
  truth: Uint16Array,
  classes: number,
  resamples = RESAMPLES,
): BootstrappedDifferences {
  const tally = new Tally(first, second, truth, classes);
  for (let image = 0; image < truth.length; image++) tally.add(image);
  const [accuracy, f1] = tally.differences();
  const random = Random.of(SEED, 'bootstrap');
  const [accuracies, f1s] = [new Float64Array(resamples), new Float64Array(resamples)];
  for (let resample = 0; resample < resamples; resample++) {
    tally.clear();
    for (let draw = 0; draw < truth.length; draw++) tally.add(random.below(truth.length));
    [accuracies[resample], f1s[resample]] = tally.differences();
  }
  return {
    accuracy: { difference: accuracy, ...middle(accuracies) },
    macroF1: { difference: f1, ...middle(f1s) },
  };
}

function middle(values: Float64Array): Interval {
  const sorted = [...values.sort()];
  return { low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
}

/**
 * Counts by class of the drawn images: how many there are, and each classifier's predictions and hits. Images with the
 * same class and the same two predictions are one kind: a draw only counts its kind.
 */
class Tally {
  private readonly kinds: readonly Kind[];
  private readonly drawn: Uint32Array;
  private readonly kindOf: Uint32Array;
  private readonly actual: Float64Array;
  private readonly predicted: readonly [Float64Array, Float64Array];
  private readonly hits: readonly [Float64Array, Float64Array];

  constructor(first: Uint16Array, second: Uint16Array, truth: Uint16Array, classes: number) {
    const counts = () => new Float64Array(classes);
    this.actual = counts();
    this.predicted = [counts(), counts()];
    this.hits = [counts(), counts()];
    const known = new Map<number, number>();
    const kinds: Kind[] = [];
    this.kindOf = new Uint32Array(truth.length);
    for (const [image, actual] of truth.entries()) {
      const predicted: Kind['predicted'] = [first[image]!, second[image]!];
      const name = (actual * classes + predicted[0]) * classes + predicted[1];
      let kind = known.get(name);
      if (kind === undefined) {
        kind = kinds.push({ actual, predicted }) - 1;
        known.set(name, kind);
      }
      this.kindOf[image] = kind;
    }
    this.kinds = kinds;
    this.drawn = new Uint32Array(kinds.length);
  }

  clear(): void {
    this.drawn.fill(0);
  }

  add(image: number): void {
    this.drawn[this.kindOf[image]!]!++;
  }

  /** The differences of accuracy and of macro-F1. */
  differences(): [number, number] {
    for (const counts of [this.actual, ...this.predicted, ...this.hits]) counts.fill(0);
    let images = 0;
    for (const [index, { actual, predicted }] of this.kinds.entries()) {
      const drawn = this.drawn[index]!;
      images += drawn;
      this.actual[actual]! += drawn;
      for (const which of [0, 1] as const) {
        this.predicted[which][predicted[which]]! += drawn;
        if (predicted[which] === actual) this.hits[which][actual]! += drawn;
      }
    }
    const [one, other] = [this.scores(0, images), this.scores(1, images)];
    return [one[0] - other[0], one[1] - other[1]];
  }

  private scores(which: 0 | 1, images: number): [accuracy: number, macroF1: number] {
    let [right, f1, classes] = [0, 0, 0];
    for (let label = 0; label < this.actual.length; label++) {
      const hits = this.hits[which][label]!;
      const involved = this.actual[label]! + this.predicted[which][label]!;
      right += hits;
      if (involved === 0) continue;
      f1 += (2 * hits) / involved;
      classes++;
    }
    return [right / images, f1 / classes];
  }
}

interface Kind {
  readonly actual: number;
  readonly predicted: readonly [first: number, second: number];
}
