import { Router } from 'express';
import { sizeOf } from '../../model/layer.ts';
import { type EpochRow, findTrial, type TrialDetail, trialDetail, trialEpochs } from '../../store/index.ts';
import { eventsHref, requestsHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import { filterLayout } from '../pictures/filters.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';
import { type EndingView, endingView } from './trial/ending.ts';
import { type ParameterLine, parameterLines } from './trial/parameterLines.ts';
import { type ResourceLine, resourceLines } from './trial/resources.ts';
import { type SectionLink, sectionLinks } from './trial/sections.ts';
import { type TestedView, testedView } from './trial/tested.ts';
import { readTrialQuery } from './trial/trialQuery.ts';

/** A pixel of a filter's picture is shown as so many. */
const FILTER_SCALE = 8;

/** One trial. */
export interface TrialPage {
  readonly title: string;
  /** Where the page of a trial that may still change hears of changes after the state that it shows. */
  readonly events: string | undefined;
  readonly trial: TrialDetail;
  /** Its rank among the trials of its sweep, and the numbers of the trials next to it; null where there is none. */
  readonly rank: {
    readonly place: number | null;
    readonly previous: number | null;
    readonly next: number | null;
  };
  readonly ending: EndingView;
  readonly sections: readonly SectionLink[];
  readonly parameters: readonly ParameterLine[];
  /** The trial that the parameters are held against, the best one; null where this is it or there is none. */
  readonly best: number | null;
  /** How to train it again with something changed. */
  readonly again: {
    readonly commands: string;
    /** The spec that the first command writes; undefined where the server cannot tell. */
    readonly yaml: string | undefined;
  };
  readonly layers: readonly LayerRow[];
  /** Its first convolution's kernels as a picture; undefined where there is none or no weights are kept. */
  readonly filters: FiltersView | undefined;
  readonly epochs: readonly EpochRow[];
  readonly tested: TestedView | undefined;
  readonly resources: readonly ResourceLine[];
  readonly annotations: AnnotationPanel;
  /** Where the request to stop it is sent; undefined where it neither trains nor waits for it. */
  readonly stop: string | undefined;
}

export interface LayerRow {
  readonly name: string;
  readonly output: string;
  readonly weights: number;
  readonly flops: number;
}

/** Sizes in pixels of the page. */
export interface FiltersView {
  readonly count: number;
  readonly side: number;
  readonly width: number;
  readonly height: number;
}

type Services = Pick<Dashboard, 'reader' | 'images' | 'asSpec'>;

export function trialRoute(dashboard: Dashboard): Router {
  const { changes, render } = dashboard;
  return Router().get('/sweeps/:id/trials/:number', (request, response) => {
    const { id, number } = request.params;
    const token = changes.token();
    const page = trialPage(dashboard, `${id}/${number}`, request.query, token);
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
): TrialPage {
  const { trialId, sweepId } = findTrial(db, ref);
  const trial = trialDetail(db, trialId);
  const { dataset } = trial.sweep;
  const ranked = boards.leaderboard(sweepId, { by: 'trial' }).filter(({ rank }) => rank !== null);
  const place = ranked.findIndex(({ trials }) => trials[0] === trial.number);
  const numberAt = (index: number) => (place < 0 ? null : (ranked[index]?.trials[0] ?? null));
  const best = place === 0 ? undefined : ranked[0];
  const trains = trial.sweep.state === 'running' && (trial.state === 'queued' || trial.state === 'running');
  const epochs = trialEpochs(db, trialId);
  const filters = trial.hasWeights ? filtersView(trial) : undefined;
  const tested = trial.predictions.includes('test')
    ? testedView(db, trial, readTrialQuery(query, dataset.input.classes), images.look(dataset))
    : undefined;
  const isTested = tested !== undefined;
  return {
    annotations: annotationPanel(db, { sweepId, trial: trial.number }, trains),
    stop: trains ? requestsHref(sweepId) : undefined,
    title: `Trial ${trial.number} of ${trial.sweep.name}`,
    events: mayChange(trial) ? eventsHref(sweepId, token) : undefined,
    trial,
    rank: { place: ranked[place]?.rank ?? null, previous: numberAt(place - 1), next: numberAt(place + 1) },
    ending: endingView(trial),
    sections: sectionLinks({
      filters: filters !== undefined,
      confusion: isTested,
      mistakes: isTested,
      calibration: isTested,
    }),
    parameters: parameterLines(trial, best ?? trial),
    best: best?.trials[0] ?? null,
    again: {
      commands: `sweep export ${sweepId}/${trial.number} --out again.yaml\nsweep run again.yaml --set learning_rate=0.0005`,
      yaml: asSpec?.(trial),
    },
    layers: trial.layers.map(({ name, outputShape, weights, flops }) => ({
      name,
      output: outputShape.join(' × '),
      weights: weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      flops,
    })),
    filters,
    epochs,
    tested,
    resources: resourceLines(trial, epochs),
  };
}

function mayChange({ state, sweep }: TrialDetail): boolean {
  return sweep.state === 'running' && (state === 'running' || state === 'queued');
}

function filtersView({ layers }: TrialDetail): FiltersView | undefined {
  const shape = layers[0]?.weights[0]?.shape ?? [];
  const layout = filterLayout(shape);
  if (!layout) return undefined;
  const [height, width] = layout;
  return {
    count: shape[3]!,
    side: shape[0]!,
    width: FILTER_SCALE * width,
    height: FILTER_SCALE * height,
  };
}
