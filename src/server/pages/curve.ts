import { Router } from 'express';
import { curvesSvg } from '../../charts/curves.ts';
import { findTrial, thinnedCurves, trialDetail } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Dashboard } from '../app.ts';
import { curveFamilies } from './trial/curves.ts';

/** A picture is drawn as wide as it is shown, so that its text keeps its size on a phone. */
export const WIDE = { width: 560, height: 280 };
export const NARROW = { width: 330, height: 240 };
/** Points of a line that is as wide as the picture. */
const MOST_POINTS = 1000;

/** A trial's curves as pictures; the page has the same numbers as a table. */
export function curveRoute({ reader }: Dashboard): Router {
  return Router().get('/sweeps/:id/trials/:number/:metric.svg', (request, response, next) => {
    const { id, number, metric } = request.params;
    const svg = reader.snapshot(() => {
      const { db, boards } = reader;
      const { sweep, number: trial } = trialDetail(db, findTrial(db, `${id}/${number}`).trialId);
      const families = curveFamilies(sweep, boards.metricNames(sweep.id));
      const family =
        families.find(({ name }) => name === metric) ??
        families.find(({ members }) => members.includes(metric!));
      if (!family) return undefined;
      const curves = family.members.map((name) => {
        const thinning = { most: MOST_POINTS, extremes: true };
        return { name, ...thinnedCurves(db, sweep.id, [trial], name, thinning).get(trial)! };
      });
      const size = 'narrow' in request.query ? NARROW : WIDE;
      return curvesSvg(curves, size, trainableOf(sweep.trainable).stepName);
    });
    if (svg === undefined) return next();
    response.type('svg').send(svg);
  });
}
