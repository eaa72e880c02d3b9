import {
  type Database,
  isNetworkSweep,
  labels,
  type NetworkSweep,
  predictions,
  type TrialDetail,
} from '../../store/index.ts';
import { imageHref } from '../addresses/addresses.ts';
import type { Choice } from '../addresses/links.ts';
import type { CompareQuery } from '../compare/query.ts';
import type { TrainablePages } from '../pages/trainablePages.ts';
import { type ImageList, imageKinds, imageList } from './comparedImages.ts';
import { type PairView, type Predictions, pairView } from './pair.ts';

/** Two trials on the test set, with the images that they predict differently. */
export interface ComparedPair extends PairView {
  readonly kinds: readonly Choice[];
  readonly list: ImageList;
  readonly links: { readonly previous: string | undefined; readonly next: string | undefined };
}

/** The section for two trials whose predictions are stored. */
export const comparedPair: TrainablePages['pairPart'] = ({ reader, images }, pair, query, address) => {
  const sweep = pair[0]!.sweep;
  const predicted = isNetworkSweep(sweep) ? predictionsOf(reader.db, sweep, pair) : undefined;
  if (!predicted || !isNetworkSweep(sweep)) {
    return {
      why: 'The answers to the test images cannot be compared: predictions are stored when a trial completes.',
    };
  }
  const hasPictures = images.find(sweep.dataset).state !== 'missing';
  const model = { pair: pairOf(predicted, query, sweep, hasPictures, address) };
  return { view: '/_partials/network/pair', model };
};

function predictionsOf(
  db: Database,
  { id, dataset }: NetworkSweep,
  pair: readonly TrialDetail[],
): Predictions | undefined {
  const truth = labels(db, id, 'test');
  const [first, second] = pair.map(({ trialId }) => predictions(db, trialId, 'test'));
  return truth && first && second ? { truth, first, second, classNames: dataset.classNames } : undefined;
}

function pairOf(
  predicted: Predictions,
  { images, page }: CompareQuery,
  sweep: NetworkSweep,
  hasPictures: boolean,
  address: (change: Partial<CompareQuery>) => string,
): ComparedPair {
  const view = pairView(predicted);
  const kinds = imageKinds(predicted, view.counts).map(({ kind, name, count: found }) => ({
    name: `${name} (${found})`,
    href: `${address({ images: kind, page: 1 })}#images`,
    current: kind === images,
  }));
  const pictureOf = (index: number) => (hasPictures ? imageHref(sweep, index) : undefined);
  const list = imageList(predicted, images, page, pictureOf);
  const toPage = (target: number) => `${address({ page: target })}#images`;
  const links = {
    previous: list.page > 1 ? toPage(list.page - 1) : undefined,
    next: list.page < list.pages ? toPage(list.page + 1) : undefined,
  };
  return { ...view, kinds, list, links };
}
