import { Router } from 'express';
import { overlaySvg } from '../../charts/overlay.ts';
import { bestFirst, trainedGroups, usualGroups } from '../../comparison/index.ts';
import { SweepError } from '../../errors.ts';
import { findSweep } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { sweepHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import type { Dashboard } from '../app.ts';
import { BestPairMemory } from '../compare/bestPairMemory.ts';
import { chosenGroups } from '../compare/chosenGroups.ts';
import { chosenTrials } from '../compare/chosenTrials.ts';
import { comparedCurves, comparedMetrics } from '../compare/curves.ts';
import { valueGroups } from '../compare/groupVerdicts.ts';
import { type CompareForm, compareForm, comparePage, LETTERS } from '../compare/page.ts';
import { readCompareQuery, writeCompareQuery } from '../compare/query.ts';

/** A picture is drawn as wide as it is shown, so that its text keeps its size on a phone. */
const WIDE = { width: 860, height: 340 };
const NARROW = { width: 330, height: 260 };

/** Why a comparison is not possible, beside the form that asks for another. */
export interface IncomparablePage {
  readonly title: string;
  /** The link to its sweep. */
  readonly crumb: Link;
  readonly message: string;
  readonly hint: string | undefined;
  /** The form has the trials that were asked for. */
  readonly others: CompareForm;
}

/** Trials or groups side by side, and their curves as a picture. */
export function compareRoutes(dashboard: Dashboard): Router {
  const { reader, render } = dashboard;
  const memory = new BestPairMemory();
  return Router()
    .get('/sweeps/:id/compare', async (request, response) => {
      const asked = readCompareQuery(request.query);
      if (Array.isArray(request.query.trials)) {
        // A form of checkboxes sends one parameter for each box; the address that people share has a single
        // one.
        response.redirect(302, `${request.path}${writeCompareQuery(asked)}`);
        return;
      }
      const sweep = findSweep(reader.db, request.params.id);
      const by = asked.by ?? (asked.trials.length === 0 ? usualGroups(sweep) : undefined);
      const query = { ...asked, by };
      try {
        if (by !== undefined)
          await memory.readAhead(
            reader.snapshot(() =>
              bestFirst(
                trainedGroups(reader.db, by, valueGroups(chosenGroups(reader, sweep, { ...query, by }))),
              ),
            ),
          );
        const page = reader.snapshot(() => comparePage(dashboard, sweep, query, memory));
        response.send(render('compare', page));
      } catch (error) {
        if (!(error instanceof SweepError)) throw error;
        const page: IncomparablePage = {
          title: 'This cannot be compared',
          crumb: { name: sweep.name, href: sweepHref(sweep.id) },
          message: error.message,
          hint: error.hint,
          others: compareForm(sweep, query.trials),
        };
        response.status(error.code === 'trial_not_found' ? 404 : 400).send(render('incomparable', page));
      }
    })
    .get('/sweeps/:id/compare/:metric.svg', (request, response, next) => {
      const svg = reader.snapshot(() => {
        const { metric } = request.params;
        const sweep = findSweep(reader.db, request.params.id);
        const trials = chosenTrials(reader, sweep, readCompareQuery(request.query).trials);
        if (!comparedMetrics(reader, trials).includes(metric!)) return undefined;
        const curves = comparedCurves(reader, trials, metric!).map((curve, index) => ({
          name: LETTERS[index]!,
          ...curve,
        }));
        const { stepName } = trainableOf(trials[0]!.sweep.trainable);
        return overlaySvg(curves, 'narrow' in request.query ? NARROW : WIDE, stepName);
      });
      if (svg === undefined) return next();
      response.type('svg').send(svg);
    });
}
