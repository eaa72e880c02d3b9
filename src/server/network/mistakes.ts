import { mistakes } from '../../analysis/index.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { imageHref, tryHref } from '../addresses/addresses.ts';
import { confidenceText, type Gallery, galleryPage, pictureNotes } from './gallery.ts';
import type { ImagesAtHand } from './imageSource.ts';
import { type TrialQuery, writeTrialQuery } from './trialQuery.ts';

/** Test images that the network got wrong, or the images of a cell of the confusion matrix. */
export interface MistakesView extends Gallery {
  readonly title: string;
  /** The link from a cell's images to all mistakes. */
  readonly all: string | undefined;
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
  const toPage = (target: number): string => writeTrialQuery(query, { page: target }, 'mistakes');
  const { shown, ...place } = galleryPage(found, query.page, toPage);
  return {
    ...place,
    title: titleOf(query, classNames, confidences !== undefined),
    notes: [...(confidences ? [] : [UNRANKED]), ...pictureNotes(images)],
    pictures: shown.map((index) => ({
      index,
      picture: images.state === 'missing' ? undefined : imageHref(sweep, index),
      actual: classNames[truth[index]!]!,
      answers: [
        {
          letter: undefined,
          predicted: classNames[predicted[index]!]!,
          className: predicted[index] === truth[index] ? 'right' : 'wrong',
          confidence: confidences && confidenceText(confidences[index]!),
          tryHref: hasWeights ? tryHref(sweep.id, number, index) : undefined,
        },
      ],
    })),
    all: query.cell && writeTrialQuery(query, { cell: undefined, page: 1 }, 'mistakes'),
  };
}

const UNRANKED =
  'The version of sweep that trained it did not record how confident it was: the images stand in the dataset’s order.';

/** `ranked` says that the images are sorted by confidence. */
function titleOf({ cell }: TrialQuery, classNames: readonly string[], ranked: boolean): string {
  if (!cell) return ranked ? 'The most confident mistakes' : 'Mistakes';
  const [actual, predicted] = [classNames[cell.actual], classNames[cell.predicted]];
  return cell.actual === cell.predicted
    ? `Images of ${actual} that it got right`
    : `${actual} taken for ${predicted}`;
}
