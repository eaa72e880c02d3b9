import { type Request, type Response, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { encodePng } from '../../pictures/encodePng.ts';
import { filterPicture } from '../../pictures/filters.ts';
import { findSweep, findTrial, weights } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
import { wholeNumber } from './trialQuery.ts';

/** Pictures of the test set, and of the filters that a trial's first convolution has learnt. */
export function trialPictures({ reader, images }: Dashboard): Router {
  return Router()
    .get('/sweeps/:id/images/test/:index.png', async (request, response) => {
      const { dataset } = findSweep(reader.db, request.params.id);
      if (!dataset) return void response.status(404).type('text').send('This sweep has no images.\n');
      const found = await images.load(dataset);
      if (found.state === 'missing') return void response.status(404).type('text').send(`${found.reason}\n`);
      const index = wholeNumber(request.params.index);
      if (index === undefined || index >= found.images.count) {
        const most = found.images.count - 1;
        return void response.status(404).type('text').send(`The test images are 0 to ${most}.\n`);
      }
      const forGood = request.query.of === dataset.fingerprint.slice(0, 16);
      if (forGood) response.set('Cache-Control', 'private, max-age=31536000, immutable');
      const { shape } = found.images;
      sendPng(response, encodePng({ shape, pixels: found.images.image(index) }));
    })
    .get('/sweeps/:id/trials/:number/filters.png', (request: Request, response) => {
      const { id, number } = request.params;
      const { trialId } = findTrial(reader.db, `${id}/${number}`);
      const first = weights(reader.db, trialId)?.[0];
      const picture = first && filterPicture(first);
      if (!picture) {
        throw new SweepError('trial_not_found', `Trial ${number} keeps no filters of a first convolution.`);
      }
      sendPng(response, encodePng(picture));
    });
}

function sendPng(response: Response, png: Buffer): void {
  response.type('png').send(png);
}
