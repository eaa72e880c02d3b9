import type { PairedTable } from '../../analysis/index.ts';
import { plural } from '../../format.ts';
import { IMAGE_KINDS, type ImageKind } from '../compare/query.ts';
import { pageSlice } from '../pages/pageSlice.ts';
import type { Predictions } from './pair.ts';

const IMAGES_A_PAGE = 50;

/** Some of the test images on which two trials disagree or are both wrong. */
export interface ImageList {
  readonly pages: number;
  /** Counted from 1. */
  readonly page: number;
  /** Such as `page 1 of 3, 120 images`. */
  readonly where: string;
  /** Empty if there is no such image. */
  readonly images: readonly ComparedImage[];
}

export interface ComparedImage {
  /** Number in the test set, from 0. */
  readonly index: number;
  /** Name of its class. */
  readonly truth: string;
  /** The predictions of A and B. */
  readonly predicted: readonly { readonly name: string; readonly className: 'right' | 'wrong' }[];
  /** Undefined if no pictures are served. */
  readonly picture: string | undefined;
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
export function imageList(
  predictions: Predictions,
  kind: ImageKind,
  page: number,
  pictureOf: (index: number) => string | undefined,
): ImageList {
  const { truth, first, second, classNames } = predictions;
  const found = imagesOfKind(predictions, kind);
  const { shown, ...place } = pageSlice(found, page, IMAGES_A_PAGE);
  const name = (index: number) => classNames[index] ?? String(index);
  const images = shown.map((index) => ({
    index,
    truth: name(truth[index]!),
    predicted: [first[index]!, second[index]!].map((label) => ({
      name: name(label),
      className: label === truth[index] ? ('right' as const) : ('wrong' as const),
    })),
    picture: pictureOf(index),
  }));
  const where = `page ${place.page} of ${place.pages}, ${plural(found.length, 'image')}`;
  return { ...place, where, images };
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
