import { posix } from 'node:path';
import { type Request, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { findTrial, trialFile } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
import { asAttachment } from '../http/attachment.ts';
import { NARROW, WIDE } from '../pages/curve.ts';
import { imageType } from './imageType.ts';
import { outputText } from './output.ts';
import { usagePicture } from './usage.ts';

/** A file that a program has written must have no effect, whatever a browser takes it for. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** A trial's output, files and resource usage, each as a file. */
export function programRoutes({ reader }: Dashboard): Router {
  const trialOf = ({ params }: Request) => findTrial(reader.db, `${params.id}/${params.number}`).trialId;
  return Router()
    .get('/sweeps/:id/trials/:number/output.txt', (request, response) => {
      const text = reader.snapshot(() => outputText(reader.db, trialOf(request)));
      response.set('Content-Security-Policy', POLICY).type('text/plain; charset=utf-8').send(text);
    })
    .get('/sweeps/:id/trials/:number/files', (request, response) => {
      const path = String(request.query.path ?? '');
      const content = reader.snapshot(() => trialFile(reader.db, trialOf(request), path));
      if (!content) {
        throw new SweepError(
          'trial_not_found',
          `Trial ${request.params.number} has no file ${JSON.stringify(path)}.`,
          'Its page lists those that it has.',
        );
      }
      const image = imageType(content);
      response.set('Content-Security-Policy', POLICY);
      if (!image) response.set('Content-Disposition', asAttachment(posix.basename(path) || 'file'));
      response.type(image ?? 'application/octet-stream').send(content);
    })
    .get('/sweeps/:id/trials/:number/usage/:picture.svg', (request, response, next) => {
      const size = 'narrow' in request.query ? NARROW : WIDE;
      const svg = reader.snapshot(() =>
        usagePicture(reader.db, trialOf(request), String(request.params.picture), size),
      );
      if (svg === undefined) return next();
      response.type('svg').send(svg);
    });
}
