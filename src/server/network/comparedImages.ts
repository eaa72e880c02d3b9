import type { PairedTable } from '../../analysis/index.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { imageHref, tryHref } from '../addresses/addresses.ts';
import { type CompareQuery, IMAGE_KINDS, type ImageKind } from '../compare/query.ts';
import { confidenceText, type Gallery, galleryPage, pictureNotes } from './gallery.ts';
import type { ImagesAtHand } from './imageSource.ts';
import type { Predictions } from './pair.ts';

/** One of two trials whose answers are compared. */
export interface Answering {
  readonly letter: string;
  readonly predicted: Uint16Array;
  /** Bytes; undefined if they were not recorded. */
  readonly confidences: Uint8Array | undefined;
  readonly trial: NetworkTrial;
}

const NAMES: Readonly<Record<ImageKind, string>> = {
  different: 'predicted differently',
  'only-a': 'only A right',
  'only-b': 'only B right',
  neither: 'both wrong',
};

/** The kinds of images, with the number of each. */
export function imageKinds(predictions: Predictions, { onlyFirst, onlySecond, neither }: PairedTable) {
  const found: Readonly<Record<ImageKind, number>> = {
    different: imagesOfKind(predictions, 'different').length,
    'only-a': onlyFirst,
    'only-b': onlySecond,
    neither,
  };
  return IMAGE_KINDS.map((kind) => ({ kind, name: NAMES[kind], count: found[kind] }));
}

/** A page of the images of a kind, in the order of the test set; the last page if there are fewer. */
export function comparedImages(
  predictions: Predictions,
  { images: kind, page }: CompareQuery,
  answering: readonly Answering[],
  images: ImagesAtHand,
  toPage: (target: number) => string,
): Gallery {
  const { truth, classNames } = predictions;
  const { shown, ...place } = galleryPage(imagesOfKind(predictions, kind), page, toPage);
  const name = (label: number) => classNames[label] ?? String(label);
  const { sweep } = answering[0]!.trial;
  return {
    ...place,
    notes: pictureNotes(images),
    pictures: shown.map((index) => ({
      index,
      picture: images.state === 'missing' ? undefined : imageHref(sweep, index),
      actual: name(truth[index]!),
      answers: answering.map(({ letter, predicted, confidences, trial }) => ({
        letter,
        predicted: name(predicted[index]!),
        className: predicted[index] === truth[index] ? 'right' : 'wrong',
        confidence: confidences && confidenceText(confidences[index]!),
        tryHref: trial.hasWeights ? tryHref(trial.sweep.id, trial.number, index) : undefined,
      })),
    })),
  };
}

function imagesOfKind({ truth, first, second }: Predictions, kind: ImageKind): number[] {
  const found: number[] = [];
  for (let i = 0; i < truth.length; i++) {
    const [a, b] = [first[i] === truth[i], second[i] === truth[i]];
    const belongs = {
      different: first[i] !== second[i],
      'only-a': a && !b,
      'only-b': b && !a,
      neither: !a && !b,
    };
    if (belongs[kind]) found.push(i);
  }
  return found;
}
