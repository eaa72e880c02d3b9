import { Router } from 'express';
import { SweepError } from '../../errors.ts';
import { findSweep, type SweepInfo, trialEpochs } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
import { overlaySvg } from '../charts/overlay.ts';
import { chosenTrials } from '../compare/chosenTrials.ts';
import { comparePage, LETTERS } from '../compare/page.ts';
import { CURVE_METRICS, readCompareQuery, writeCompareQuery } from '../compare/query.ts';

/** A picture is drawn as wide as it is shown, so that its text keeps its size on a phone. */
const WIDE = { width: 860, height: 340 };
const NARROW = { width: 330, height: 260 };

/** Why a comparison is not made, beside the form that asks for another. */
export interface IncomparablePage {
  readonly title: string;
  readonly sweep: SweepInfo;
  readonly message: string;
  readonly hint: string | undefined;
  /** The trials that were asked for. */
  readonly refs: string;
}

/** Trials or groups side by side, and their curves as a picture. */
export function compareRoutes(dashboard: Dashboard): Router {
  const { reader, render } = dashboard;
  return Router()
    .get('/sweeps/:id/compare', (request, response) => {
      const query = readCompareQuery(request.query);
      if (Array.isArray(request.query.trials)) {
        // A form of checkboxes sends a parameter for each; the address that people share has one.
        response.redirect(302, `${request.path}${writeCompareQuery(query)}`);
        return;
      }
      const sweep = findSweep(reader.db, request.params.id);
      try {
        response.send(render('compare', comparePage(dashboard, sweep, query)));
      } catch (error) {
        if (!(error instanceof SweepError)) throw error;
        const page: IncomparablePage = {
          title: 'This cannot be compared',
          sweep,
          message: error.message,
          hint: error.hint,
          refs: query.trials.join(','),
        };
        response.status(error.code === 'trial_not_found' ? 404 : 400).send(render('incomparable', page));
      }
    })
    .get('/sweeps/:id/compare/:metric.svg', (request, response, next) => {
      const metric = CURVE_METRICS.find((name) => name === request.params.metric);
      if (!metric) return next();
      const sweep = findSweep(reader.db, request.params.id);
      const trials = chosenTrials(reader, sweep, readCompareQuery(request.query).trials);
      const curves = trials.map(({ trialId }, index) => ({
        name: LETTERS[index]!,
        values: trialEpochs(reader.db, trialId).map((row) => row[metric]),
      }));
      response
        .type('svg')
        .set('Cache-Control', 'no-cache')
        .send(overlaySvg(curves, 'narrow' in request.query ? NARROW : WIDE));
    });
}
