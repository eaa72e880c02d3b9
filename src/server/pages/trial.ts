import { Router } from 'express';
import { findTrial, type TrialDetail, trialDetail, trialEpochs } from '../../store/index.ts';
import { eventsHref, requestsHref, sweepHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import { type ExportMenu, trialExportMenu } from '../exportMenu.ts';
import type { Link } from '../links.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';
import { type TrialCurvesView, trialCurvesView } from './trial/curves.ts';
import { type FiltersView, filtersView } from './trial/filters.ts';
import { type LayersView, layersView } from './trial/layers.ts';
import { type ParametersView, parametersView } from './trial/parameters.ts';
import { type ResourceLine, resourceLines } from './trial/resources.ts';
import { sectionLinks } from './trial/sections.ts';
import { type SummaryView, summaryView } from './trial/summary.ts';
import { type TestedView, testedView } from './trial/tested.ts';
import { readTrialQuery } from './trial/trialQuery.ts';

/** One trial. */
export interface TrialPage {
  readonly title: string;
  /** Its sweep. */
  readonly crumb: Link;
  /** Where the page of a trial that may still change hears of changes after the state that it shows. */
  readonly events: string | undefined;
  readonly trial: TrialDetail;
  readonly summary: SummaryView;
  /** Where the request to stop it is sent; undefined where it neither trains nor waits for it. */
  readonly stop: string | undefined;
  /** Undefined where the server exports nothing. */
  readonly exportMenu: ExportMenu | undefined;
  readonly annotations: AnnotationPanel;
  readonly curves: TrialCurvesView;
  readonly parameters: ParametersView;
  readonly layers: LayersView;
  /** Undefined where there is no convolution first, or no weights are kept. */
  readonly filters: FiltersView | undefined;
  readonly resources: readonly ResourceLine[];
  /** Undefined until it has ended with predictions. */
  readonly tested: TestedView | undefined;
  /** How to train it again with something changed. */
  readonly again: {
    readonly commands: string;
    /** The spec that the first command writes; undefined where the server cannot tell. */
    readonly yaml: string | undefined;
  };
}

type Services = Pick<Dashboard, 'reader' | 'images' | 'asSpec'>;

export function trialRoute(dashboard: Dashboard): Router {
  const { reader, changes, exports, render } = dashboard;
  return Router().get('/sweeps/:id/trials/:number', async (request, response) => {
    const { id, number } = request.params;
    const offered = await exports.ofTrial();
    const token = changes.token();
    const page = reader.snapshot(() => {
      const trial = trialPage(dashboard, `${id}/${number}`, request.query, token);
      return { ...trial, exportMenu: trialExportMenu(trial.trial, offered) };
    });
    // A page that follows its trial loads anew once it has ended: there are more sections then.
    if (request.headers['hx-request'] && !page.events) response.set('HX-Refresh', 'true');
    response.send(render('trial', page));
  });
}

function trialPage(
  { reader: { db, boards }, images, asSpec }: Services,
  ref: string,
  query: Readonly<Record<string, unknown>>,
  token: string,
): Omit<TrialPage, 'exportMenu'> {
  const { trialId, sweepId } = findTrial(db, ref);
  const trial = trialDetail(db, trialId);
  const { sweep, number } = trial;
  const { dataset } = sweep;
  const best = boards.standing(sweepId).leader?.trial;
  const ranked = boards.leaderboard(sweepId, { by: 'trial' }).filter(({ rank }) => rank !== null);
  const trains = sweep.state === 'running' && (trial.state === 'queued' || trial.state === 'running');
  const epochs = trialEpochs(db, trialId);
  const filters = filtersView(trial);
  const tested = trial.predictions.includes('test')
    ? testedView(db, trial, readTrialQuery(query, dataset.input.classes), images.look(dataset))
    : undefined;
  const isTested = tested !== undefined;
  const sections = sectionLinks({
    filters: filters !== undefined,
    confusion: isTested,
    mistakes: isTested,
    calibration: isTested,
  });
  return {
    title: `Trial ${number} of ${sweep.name}`,
    crumb: { name: sweep.name, href: sweepHref(sweepId) },
    events: trains ? eventsHref(sweepId, token) : undefined,
    trial,
    summary: summaryView(trial, ranked, sections),
    stop: trains ? requestsHref(sweepId) : undefined,
    annotations: annotationPanel(db, { sweepId, trial: number }, trains),
    curves: trialCurvesView(trial, epochs, trains),
    parameters: parametersView(
      trial,
      ranked.find(({ trials }) => trials[0] === best),
    ),
    layers: layersView(trial),
    filters,
    resources: resourceLines(trial, epochs),
    tested,
    again: {
      commands: `sweep export ${sweepId}/${number} --out again.yaml\nsweep run again.yaml --set learning_rate=0.0005`,
      yaml: asSpec?.(trial),
    },
  };
}
