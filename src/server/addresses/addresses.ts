import type { NetworkSweep, Target } from '../../store/index.ts';

/** The page of a sweep; `query` as `?…`, or empty. */
export function sweepHref(sweepId: number, query = ''): string {
  return `/sweeps/${sweepId}${orNone(query)}`;
}

/** The page of a trial. */
export function trialHref(sweepId: number, trial: number): string {
  return `${sweepHref(sweepId)}/trials/${trial}`;
}

/** The page of a sweep or a trial. */
export function targetHref({ sweepId, trial }: Target): string {
  return trial === undefined ? sweepHref(sweepId) : trialHref(sweepId, trial);
}

/** Where a form about a sweep or a trial is sent. */
export function actionHref(target: Target, action: 'annotations' | 'delete' | 'restore'): string {
  return `${targetHref(target)}/${action}`;
}

/** Where a request to the process that runs a sweep is sent. */
export function requestsHref(sweepId: number): string {
  return `${sweepHref(sweepId)}/requests`;
}

/** Where a page of a sweep hears of changes after the state that it shows. */
export function eventsHref(sweepId: number, token: string): string {
  return `${sweepHref(sweepId)}/events?since=${encodeURIComponent(token)}`;
}

/** The page of all charts of a sweep. */
export function chartsHref(sweepId: number, query = ''): string {
  return `${sweepHref(sweepId)}/charts${orNone(query)}`;
}

/** A chart: its page, or with `.svg` and `.json` after its name the picture and what draws it. */
export function chartHref(sweepId: number, name: string, query = ''): string {
  return `${chartsHref(sweepId)}/${name}${query}`;
}

/** The rows of a leaderboard as a file. */
export function csvHref(sweepId: number, query: string): string {
  return `${sweepHref(sweepId)}/leaderboard.csv${orNone(query)}`;
}

/** A sweep as a file, by the name of what it is. */
export function sweepExportHref(sweepId: number, name: string): string {
  return `${sweepHref(sweepId)}/export/${name}`;
}

/** A trial as a file of a format. */
export function trialExportHref(sweepId: number, trial: number, format: string): string {
  return `${trialHref(sweepId, trial)}/export/${format}`;
}

/** Trials or groups side by side; without a query, where the form that chooses them is sent. */
export function compareHref(sweepId: number, query = ''): string {
  return `${sweepHref(sweepId)}/compare${query}`;
}

/** The curves of compared trials as a picture. */
export function comparedCurvesHref(sweepId: number, metric: string, query: string): string {
  return `${compareHref(sweepId)}/${encodeURIComponent(metric)}.svg${query}`;
}

/** A trial's curves of a metric as a picture, which is another one after every step. */
export function curveHref(sweepId: number, trial: number, metric: string, query: string): string {
  return `${trialHref(sweepId, trial)}/${encodeURIComponent(metric)}.svg${query}`;
}

/** All that is kept of what a trial's program printed, as plain text. */
export function outputHref(sweepId: number, trial: number): string {
  return `${trialHref(sweepId, trial)}/output.txt`;
}

/** A file that a trial's program handed in. Its path may be anything, so it is no part of the address's own. */
export function fileHref(sweepId: number, trial: number, path: string): string {
  return `${trialHref(sweepId, trial)}/files?path=${encodeURIComponent(path)}`;
}

/** What a trial's processes took over time as a picture. */
export function usageHref(sweepId: number, trial: number, picture: string, query = ''): string {
  return `${trialHref(sweepId, trial)}/usage/${picture}.svg${query}`;
}

/** The filters of a trial's first convolution as a picture. */
export function filtersHref(sweepId: number, trial: number): string {
  return `${trialHref(sweepId, trial)}/filters.png`;
}

/** The page that tries a trial's network, on a test image where its number is given. */
export function tryHref(sweepId: number, trial: number, image?: number): string {
  return `${trialHref(sweepId, trial)}/try${image === undefined ? '' : `?image=${image}`}`;
}

/** The picture of a test image, for good: other data has another fingerprint. */
export function imageHref({ id, dataset }: Pick<NetworkSweep, 'id' | 'dataset'>, index: number): string {
  return `${sweepHref(id)}/images/test/${index}.png?of=${dataset.fingerprint.slice(0, 16)}`;
}

/** An address without a query has no question mark either. */
function orNone(query: string): string {
  return query === '?' ? '' : query;
}
