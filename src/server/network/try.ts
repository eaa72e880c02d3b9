import { type Request, type Response, Router } from 'express';
import { SweepError, toWire } from '../../errors.ts';
import { decodePng } from '../../pictures/decodePng.ts';
import { encodePng } from '../../pictures/encodePng.ts';
import { fitPicture } from '../../pictures/fit.ts';
import { findTrial, labels, type NetworkTrial, networkTrial } from '../../store/index.ts';
import { imageHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import type { ImagesAtHand, TestImages } from './imageSource.ts';
import { networkOf } from './trainedNetwork.ts';
import { wholeNumber } from './trialQuery.ts';
import { browse, emptyPage, sayProbabilities, type Tried, type TryPage } from './tryPage.ts';
import { noPicture, type OwnPicture, readUpload, receiveForm } from './upload.ts';

/** Time that a page waits for a dataset that is being read before it says so. */
const PATIENCE_MS = 1500;

type Services = Pick<Dashboard, 'reader' | 'images' | 'classifier'>;

/** The page that tries a trial's network on a test image (by its number) or on an uploaded picture. */
export function tryRoutes(dashboard: Dashboard): Router {
  const { reader, render } = dashboard;
  const trialOf = ({ id, number }: Readonly<Record<string, unknown>>): NetworkTrial => {
    const trial = networkTrial(reader.db, findTrial(reader.db, `${id}/${number}`).trialId);
    if (trial) return trial;
    throw new SweepError('trial_not_found', `Trial ${number} is no network that could be tried.`);
  };
  return Router()
    .get('/sweeps/:id/trials/:number/try', async (request, response) => {
      const trial = trialOf(request.params);
      const images = await imagesSoon(dashboard, trial);
      if (images.state === 'loading') response.set('Refresh', '2');
      if (request.query.image === 'random' && images.state === 'ready') {
        return response.redirect(`?image=${Math.floor(Math.random() * images.images.count)}`);
      }
      const page = await testImagePage(dashboard, trial, images, request.query.image);
      send(response, page);
    })
    .post('/sweeps/:id/trials/:number/try', receiveForm, async (request, response) => {
      send(response, await uploadPage(dashboard, trialOf(request.params), request));
    });

  function send(response: Response, page: TryPage): void {
    response.status(page.problem ? 400 : 200).send(render('try', page));
  }
}

function imagesSoon({ images }: Services, { sweep }: NetworkTrial): Promise<ImagesAtHand> {
  const soon = new Promise<ImagesAtHand>((resolve) => {
    setTimeout(() => resolve(images.find(sweep.dataset)), PATIENCE_MS).unref();
  });
  return Promise.race([images.load(sweep.dataset), soon]);
}

async function testImagePage(
  services: Services,
  trial: NetworkTrial,
  images: ImagesAtHand,
  asked: unknown,
): Promise<TryPage> {
  if (images.state !== 'ready' || !trial.hasWeights) return emptyPage(trial, images);
  const { count } = images.images;
  const index = asked === undefined ? 0 : wholeNumber(asked);
  if (index === undefined || index >= count) {
    const message = `There is no test image ${JSON.stringify(asked)}: they are 0 to ${count - 1}.`;
    return { ...emptyPage(trial, images), browse: browse(0, count), problem: { message } };
  }
  const tried = await tryTestImage(services, trial, images.images, index);
  return { ...emptyPage(trial, images), tried, browse: browse(index, count) };
}

async function tryTestImage(
  { reader, classifier }: Services,
  trial: NetworkTrial,
  images: TestImages,
  index: number,
): Promise<Tried> {
  const { sweep } = trial;
  const { classNames } = sweep.dataset;
  const probabilities = await classifier.probabilities(
    networkOf(reader.db, trial),
    images.image(index).slice(),
  );
  return {
    name: `Test image ${index}`,
    href: imageHref(sweep, index),
    size: sizeText(trial),
    ...sayProbabilities(probabilities, classNames, labels(reader.db, sweep.id, 'test')?.[index]),
  };
}

async function uploadPage(services: Services, trial: NetworkTrial, request: Request): Promise<TryPage> {
  const { dataset } = trial.sweep;
  const images = services.images.find(dataset);
  const empty = emptyPage(trial, images);
  const page = images.state === 'ready' ? { ...empty, browse: browse(0, images.images.count) } : empty;
  if (!trial.hasWeights) return page;
  const { upload } = page;
  let kept: OwnPicture | undefined;
  let invert = false;
  try {
    const sent = await readUpload(request.body, request.headers['content-type']);
    ({ kept, invert } = sent);
    const own = sent.chosen ?? sent.kept;
    if (!own) throw noPicture();
    const { shape } = dataset.input;
    const picture = decodePng(own.bytes);
    const plain = fitPicture(picture, shape, { invert: false });
    kept = { name: own.name, bytes: encodePng({ shape, pixels: plain }) };
    const pixels = invert ? fitPicture(picture, shape, { invert }) : plain;
    const network = networkOf(services.reader.db, trial);
    const probabilities = await services.classifier.probabilities(network, pixels);
    const tried: Tried = {
      name: own.name,
      href: `data:image/png;base64,${encodePng({ shape, pixels }).toString('base64')}`,
      size: sizeText(trial),
      ...sayProbabilities(probabilities, dataset.classNames, undefined),
    };
    return { ...page, tried, upload: { ...upload, invert, kept: keptField(kept) } };
  } catch (error) {
    if (!(error instanceof SweepError) || error.code !== 'picture_unreadable') throw error;
    return { ...page, problem: toWire(error), upload: { ...upload, invert, kept: keptField(kept) } };
  }
}

function keptField(kept: OwnPicture | undefined): TryPage['upload']['kept'] {
  return kept && { name: kept.name, base64: kept.bytes.toString('base64') };
}

function sizeText({ sweep }: NetworkTrial): string {
  const [height, width, channels] = sweep.dataset.input.shape;
  return `${width} × ${height} pixels, ${channels === 1 ? 'grey' : 'in colour'}`;
}
