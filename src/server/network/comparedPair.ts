import {
  confidences,
  type Database,
  labels,
  networkTrial,
  predictions,
  type TrialDetail,
} from '../../store/index.ts';
import type { Choice } from '../addresses/links.ts';
import type { CompareQuery } from '../compare/query.ts';
import type { PageServices, TrainablePages } from '../pages/trainablePages.ts';
import { type Answering, comparedImages, imageKinds } from './comparedImages.ts';
import type { Gallery } from './gallery.ts';
import { type PairView, pairView } from './pair.ts';

/** Two trials on the test set, with the images that they predict differently. */
export interface ComparedPair extends PairView {
  readonly kinds: readonly Choice[];
  readonly gallery: Gallery;
}

/** The section for two trials whose predictions are stored. */
export const comparedPair: TrainablePages['pairPart'] = (services, pair, query, address) => {
  const { db } = services.reader;
  const answering = pair.flatMap((trial, index) => answeringTrial(db, trial, 'AB'[index]!) ?? []);
  const truth = labels(db, pair[0]!.sweep.id, 'test');
  if (!truth || answering.length < pair.length) {
    return {
      why: 'The answers to the test images cannot be compared: predictions are stored when a trial completes.',
    };
  }
  const model = { pair: pairOf(services, truth, answering, query, address) };
  return { view: '/_partials/network/pair', model };
};

/** Undefined if its predictions are not stored. */
function answeringTrial(db: Database, { trialId }: TrialDetail, letter: string): Answering | undefined {
  const trial = networkTrial(db, trialId);
  const predicted = predictions(db, trialId, 'test');
  return trial && predicted && { letter, predicted, confidences: confidences(db, trialId, 'test'), trial };
}

function pairOf(
  { images }: PageServices,
  truth: Uint16Array,
  answering: readonly Answering[],
  query: CompareQuery,
  address: (change: Partial<CompareQuery>) => string,
): ComparedPair {
  const { dataset } = answering[0]!.trial.sweep;
  const [first, second] = answering.map(({ predicted }) => predicted);
  const predicted = { truth, first: first!, second: second!, classNames: dataset.classNames };
  const view = pairView(predicted);
  const toImages = (change: Partial<CompareQuery>) => `${address(change)}#images`;
  return {
    ...view,
    kinds: imageKinds(predicted, view.counts).map(({ kind, name, count: found }) => ({
      name: `${name} (${found})`,
      href: toImages({ images: kind, page: 1 }),
      current: kind === query.images,
    })),
    gallery: comparedImages(predicted, query, answering, images.find(dataset), (page) => toImages({ page })),
  };
}
