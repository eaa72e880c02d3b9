import type { WireError } from '../../errors.ts';
import { metric } from '../../format.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { sweepHref, trialHref, tryHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import type { ImagesAtHand } from './imageSource.ts';

/** With more classes than this, only the most probable ones are listed. */
const MOST_LISTED = 20;

/** A trial's network, tried on a picture. */
export interface TryPage {
  readonly title: string;
  /** The link to its sweep. */
  readonly crumb: Link;
  readonly trialLink: Link;
  readonly heading: string;
  readonly dataset: NetworkTrial['sweep']['dataset'];
  /** The text after the dataset. */
  readonly facts: string;
  /** Whether its weights are kept; without them it cannot be tried. */
  readonly hasWeights: boolean;
  readonly problem: Pick<WireError, 'message' | 'hint'> | undefined;
  /** The position in the test set; undefined if its images are not available. */
  readonly browse: Browse | undefined;
  /** Why the images are not available. */
  readonly noImages: string;
  /** The network's answer; undefined if there is no picture yet. */
  readonly tried: Tried | undefined;
  readonly upload: {
    /** The address that the form is sent to. */
    readonly action: string;
    /** Whether the last picture was inverted. */
    readonly invert: boolean;
    /**
     * The last picture, which the form sends again: fitted into the size of the dataset's, not inverted, as a PNG.
     * Undefined if there is none.
     */
    readonly kept: { readonly name: string; readonly base64: string } | undefined;
    /** What is done to a picture before the network sees it, and when to invert it. */
    readonly advice: string;
  };
}

export interface Browse {
  readonly index: number;
  readonly last: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly random: string;
}

export interface Tried {
  /** `Test image 17` or the name of a file. */
  readonly name: string;
  /** Address of the picture as the network sees it. */
  readonly href: string;
  readonly size: string;
  /** Whether the network is right, if the true class is known. */
  readonly truth: { readonly className: 'right' | 'wrong'; readonly text: string } | undefined;
  readonly best: ClassProbability;
  /** All classes in the dataset's order; if there are many, only the most probable ones, sorted. */
  readonly classes: readonly ClassProbability[];
}

export interface ClassProbability {
  readonly name: string;
  /** Such as `97.31 %`. */
  readonly percent: string;
  /** Length of its bar, from 0 to 100. */
  readonly bar: number;
  readonly isBest: boolean;
  readonly isTruth: boolean;
}

/** A network's answer in words; `truth` is the index of the true class. */
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
    truth: truth === undefined ? undefined : sayTruth(classNames[truth]!, truth === best),
    best: all[best]!,
    classes: listed,
  };
}

function sayTruth(name: string, hit: boolean): NonNullable<Tried['truth']> {
  return hit
    ? { className: 'right', text: `Right: it is ${name}.` }
    : { className: 'wrong', text: `Wrong: it is ${name}.` };
}

/** The page before anything is tried. */
export function emptyPage(trial: NetworkTrial, images: ImagesAtHand): TryPage {
  const { sweep, number } = trial;
  return {
    title: `Try trial ${number} of ${sweep.name}`,
    crumb: { name: sweep.name, href: sweepHref(sweep.id) },
    trialLink: { name: `Trial ${number}`, href: trialHref(sweep.id, number) },
    heading: `Try trial ${number}`,
    dataset: sweep.dataset,
    facts: `engine ${sweep.engine} · test_accuracy ${metric(trial.test_accuracy)}`,
    hasWeights: trial.hasWeights,
    problem: undefined,
    browse: undefined,
    noImages:
      images.state === 'missing'
        ? `There are no test images to choose from: ${images.reason}`
        : 'The dataset is being read; this page looks again in two seconds.',
    tried: undefined,
    upload: {
      action: tryHref(sweep.id, number),
      invert: false,
      kept: undefined,
      advice: uploadAdvice(sweep.dataset),
    },
  };
}

/** The links through a test set with this many images. */
export function browse(index: number, images: number): Browse {
  const to = (target: number | 'random') => `?image=${target}`;
  return {
    index,
    last: images - 1,
    previous: index > 0 ? to(index - 1) : undefined,
    next: index < images - 1 ? to(index + 1) : undefined,
    random: to('random'),
  };
}

function uploadAdvice({ name, synthetic, input }: NetworkTrial['sweep']['dataset']): string {
  const grey = input.shape[2] === 1 ? ' and made grey' : '';
  const lightOnDark = name === 'fashion-mnist' || synthetic;
  const invert = lightOnDark
    ? 'Fashion-MNIST shows light things on black: invert a picture of a dark thing on white.'
    : 'Invert it where it is dark on light and the dataset’s are light on dark.';
  return `It is fitted into the size of the dataset’s images${grey}. ${invert}`;
}

function byProbability<T>(classes: readonly T[], probabilities: Float32Array): T[] {
  return [...probabilities.keys()]
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
    .map((index) => classes[index]!);
}
