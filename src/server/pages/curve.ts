import { Router } from 'express';
import { curvesSvg } from '../../charts/curves.ts';
import { findTrial, trialEpochs } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';

/** A picture is drawn as wide as it is shown, so that its text keeps its size on a phone. */
const WIDE = { width: 560, height: 280 };
const NARROW = { width: 330, height: 240 };

/** A trial's curves as pictures; the page has the same numbers as a table. */
export function curveRoute({ reader }: Dashboard): Router {
  return Router().get('/sweeps/:id/trials/:number/:metric.svg', (request, response, next) => {
    const { id, number, metric } = request.params;
    if (metric !== 'loss' && metric !== 'accuracy') return next();
    const { trialId } = findTrial(reader.db, `${id}/${number}`);
    response
      .type('svg')
      .send(curvesSvg(trialEpochs(reader.db, trialId), metric, 'narrow' in request.query ? NARROW : WIDE));
  });
}
