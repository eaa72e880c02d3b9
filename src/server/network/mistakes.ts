import { mistakes } from '../../analysis/index.ts';
import { plural } from '../../format.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { imageHref, tryHref } from '../addresses/addresses.ts';
import { pageSlice } from '../pages/pageSlice.ts';
import type { ImagesAtHand } from './imageSource.ts';
import { type TrialQuery, writeTrialQuery } from './trialQuery.ts';

const PICTURES_A_PAGE = 24;

/** Test images that the network got wrong, or the images of a cell of the confusion matrix. */
export interface MistakesView {
  readonly title: string;
  /** Remarks on the order and on the pictures, one sentence each. */
  readonly notes: readonly string[];
  /** Empty if there are no such images. */
  readonly pictures: readonly MistakenPicture[];
  /** Such as `1,203 images`. */
  readonly found: string;
  readonly links: {
    /** The link from a cell's images to all mistakes. */
    readonly all: string | undefined;
    readonly previous: string | undefined;
    readonly next: string | undefined;
  };
}

export interface MistakenPicture {
  /** Number in the test set, from 0. */
  readonly index: number;
  /** Undefined if pictures are not available. */
  readonly picture: string | undefined;
  readonly actual: string;
  readonly predicted: string;
  /** Such as `97 %`; undefined if it was not recorded. */
  readonly confidence: string | undefined;
  /** The page that tries the network on this image; undefined if its weights are not kept. */
  readonly tryHref: string | undefined;
}

/** The list of a trial's mistakes. `confidences` are bytes, undefined if they were not recorded. */
export function mistakesView(
  truth: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array | undefined,
  { sweep, number, hasWeights }: NetworkTrial,
  query: TrialQuery,
  images: ImagesAtHand,
): MistakesView {
  const { classNames } = sweep.dataset;
  const found = mistakes(truth, predicted, confidences, query.cell);
  const { shown, page, pages } = pageSlice(found, query.page, PICTURES_A_PAGE);
  const toPage = (target: number): string => writeTrialQuery(query, { page: target }, 'mistakes');
  return {
    title: titleOf(query, classNames, confidences !== undefined),
    notes: notesOf(images, confidences !== undefined),
    pictures: shown.map((index) => ({
      index,
      picture: images.state === 'missing' ? undefined : imageHref(sweep, index),
      actual: classNames[truth[index]!]!,
      predicted: classNames[predicted[index]!]!,
      confidence: confidences && percent(confidences[index]! / 255),
      tryHref: hasWeights ? tryHref(sweep.id, number, index) : undefined,
    })),
    found: plural(found.length, 'image'),
    links: {
      all: query.cell && writeTrialQuery(query, { cell: undefined, page: 1 }, 'mistakes'),
      previous: page > 1 ? toPage(page - 1) : undefined,
      next: page < pages ? toPage(page + 1) : undefined,
    },
  };
}

/** `ranked` says that the images are sorted by confidence. */
function titleOf({ cell }: TrialQuery, classNames: readonly string[], ranked: boolean): string {
  if (!cell) return ranked ? 'The most confident mistakes' : 'Mistakes';
  const [actual, predicted] = [classNames[cell.actual], classNames[cell.predicted]];
  return cell.actual === cell.predicted
    ? `Images of ${actual} that it got right`
    : `${actual} taken for ${predicted}`;
}

function notesOf(images: ImagesAtHand, ranked: boolean): string[] {
  const notes = [];
  if (!ranked)
    notes.push(
      'The version of sweep that trained it did not record how confident it was: the images stand in the dataset’s order.',
    );
  if (images.state === 'missing') notes.push(`The pictures are not shown: ${images.reason}`);
  if (images.state === 'loading')
    notes.push('The dataset is being read; its pictures appear as soon as it is.');
  return notes;
}

/** Whole percents: a stored byte is no more exact. */
function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
