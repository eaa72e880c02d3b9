import type { WireError } from '../../../errors.ts';
import type { TrialDetail } from '../../../store/index.ts';

/** Of more classes than this, only the most probable are listed. */
const MOST_LISTED = 20;

/** A trial's network, tried on a picture. */
export interface TryPage {
  readonly title: string;
  readonly trial: TrialDetail;
  /** The answer; undefined where there is no picture to look at yet. */
  readonly tried: Tried | undefined;
  /** Where in the test set the page is; undefined where its images are not at hand. */
  readonly browse: Browse | undefined;
  /** What keeps the test images from being shown. */
  readonly images: { readonly state: string; readonly reason?: string };
  readonly problem: Pick<WireError, 'message' | 'hint'> | undefined;
  readonly invert: boolean;
  /** Whether the dataset is known to show light things on black. */
  readonly lightOnDark: boolean;
}

export interface Browse {
  readonly index: number;
  readonly last: number;
  readonly previous: number | undefined;
  readonly next: number | undefined;
}

export interface Tried {
  /** `Test image 17` or the name of a file. */
  readonly name: string;
  /** Address of the picture as the network sees it. */
  readonly href: string;
  readonly size: string;
  /** The true class, where it is known, and whether the network says the same. */
  readonly truth: { readonly name: string; readonly hit: boolean } | undefined;
  readonly best: ClassProbability;
  /** In the dataset's order, or the most probable ones first where there are many. */
  readonly classes: readonly ClassProbability[];
}

export interface ClassProbability {
  readonly name: string;
  /** Such as `97.31 %`. */
  readonly percent: string;
  /** Length of its bar, 0 to 100. */
  readonly bar: number;
  readonly isBest: boolean;
  readonly isTruth: boolean;
}

/** How to say what a network answered; `truth` is the true class's index. */
export function sayProbabilities(
  probabilities: Float32Array,
  classNames: readonly string[],
  truth: number | undefined,
): Pick<Tried, 'truth' | 'best' | 'classes'> {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const all = classNames.map(
    (name, index): ClassProbability => ({
      name,
      percent: `${(100 * probabilities[index]!).toFixed(2)} %`,
      bar: Math.round(1000 * probabilities[index]!) / 10,
      isBest: index === best,
      isTruth: index === truth,
    }),
  );
  const listed = all.length <= MOST_LISTED ? all : byProbability(all, probabilities).slice(0, MOST_LISTED);
  return {
    truth: truth === undefined ? undefined : { name: classNames[truth]!, hit: truth === best },
    best: all[best]!,
    classes: listed,
  };
}

function byProbability<T>(classes: readonly T[], probabilities: Float32Array): T[] {
  return [...probabilities.keys()]
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
    .map((index) => classes[index]!);
}
