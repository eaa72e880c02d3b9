import { type Response, Router } from 'express';
import { overlaySvg } from '../../charts/overlay.ts';
import { bestFirst, trainedGroups, usualGroups } from '../../comparison/index.ts';
import { SweepError } from '../../errors.ts';
import { findSweep, type SweepInfo } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { compareAnyHref, compareHref, homeHref, sweepHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import type { Dashboard } from '../app.ts';
import { BestPairMemory } from '../compare/bestPairMemory.ts';
import { type ChosenGroup, chosenGroups } from '../compare/chosenGroups.ts';
import { chosenSweeps, sweepsNamed } from '../compare/chosenSweeps.ts';
import { chosenTrials } from '../compare/chosenTrials.ts';
import { comparedCurves, comparedMetrics } from '../compare/curves.ts';
import { valueGroups } from '../compare/groupVerdicts.ts';
import { type CompareForm, compareForm, comparePage, compareSweepsPage, LETTERS } from '../compare/page.ts';
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
  const readAhead = (by: string, groups: () => readonly ChosenGroup[]) =>
    memory.readAhead(reader.snapshot(() => bestFirst(trainedGroups(reader.db, by, valueGroups(groups())))));
  return Router()
    .get('/compare', async (request, response) => {
      const query = readCompareQuery(request.query);
      if (query.sweeps.length === 0) {
        response.redirect(302, compareHref(sweepOf(query.trials), writeCompareQuery(query)));
        return;
      }
      // A form of checkboxes sends one parameter for each box; the address that people share has a single one.
      if (Array.isArray(request.query.sweeps)) {
        const sweeps = [...query.sweeps].sort((a, b) => Number(a) - Number(b));
        response.redirect(302, compareAnyHref(writeCompareQuery({ ...query, sweeps, trials: [] })));
        return;
      }
      const sweeps = sweepsNamed(reader, query.sweeps);
      try {
        await readAhead('sweep', () => chosenSweeps(reader, sweeps));
        const page = reader.snapshot(() => compareSweepsPage(dashboard, sweeps, query, memory));
        response.send(render('compare', page));
      } catch (error) {
        const crumb = { name: 'Sweeps', href: homeHref() };
        refuse(response, error, { crumb, others: compareForm(sweeps[0]!, bestTrials(sweeps)) });
      }
    })
    .get('/sweeps/:id/compare', async (request, response) => {
      const asked = readCompareQuery(request.query);
      if (Array.isArray(request.query.trials)) {
        response.redirect(302, `${request.path}${writeCompareQuery(asked)}`);
        return;
      }
      const sweep = findSweep(reader.db, request.params.id);
      const by = asked.by ?? (asked.trials.length === 0 ? usualGroups(sweep) : undefined);
      const query = { ...asked, by };
      try {
        if (by !== undefined) await readAhead(by, () => chosenGroups(reader, sweep, { ...query, by }));
        const page = reader.snapshot(() => comparePage(dashboard, sweep, query, memory));
        response.send(render('compare', page));
      } catch (error) {
        const crumb = { name: sweep.name, href: sweepHref(sweep.id) };
        refuse(response, error, { crumb, others: compareForm(sweep, query.trials) });
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

  /** Says why a comparison is not possible; other errors are thrown on. */
  function refuse(
    response: Response,
    error: unknown,
    page: Pick<IncomparablePage, 'crumb' | 'others'>,
  ): void {
    if (!(error instanceof SweepError)) throw error;
    const { code, message, hint } = error;
    response
      .status(code === 'trial_not_found' ? 404 : 400)
      .send(render('incomparable', { title: 'This cannot be compared', message, hint, ...page }));
  }

  /** What a form that compares the best trials of these sweeps begins with; empty if they are of different datasets. */
  function bestTrials(sweeps: readonly SweepInfo[]): string[] {
    if (new Set(sweeps.map(({ dataset }) => dataset?.fingerprint)).size > 1) return [];
    return sweeps.flatMap(({ id }) => {
      const leader = reader.boards.leader(id);
      return leader ? [`${id}/${leader.trial}`] : [];
    });
  }
}

/** The sweep of the first trial of a comparison. @throws SweepError `nothing_to_compare` if it names none. */
function sweepOf([first]: readonly string[]): number {
  const [, sweep] = /^([1-9]\d{0,8})\//.exec(first ?? '') ?? [];
  if (sweep !== undefined) return Number(sweep);
  const message =
    first === undefined
      ? 'Nothing was chosen to be compared.'
      : `"${first}" does not say of which sweep it is.`;
  throw new SweepError(
    'nothing_to_compare',
    message,
    'Tick rows, or write the id of the sweep before the number: 2/7 is trial 7 of sweep 2.',
  );
}
