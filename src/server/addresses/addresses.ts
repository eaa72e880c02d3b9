import type { NetworkSweep, Target } from '../../store/index.ts';

/** The page of all sweeps; `query` as `?…`, or empty. */
export function homeHref(query = ''): string {
  return `/${orNone(query)}`;
}

/** The trials of all sweeps. */
export function trialsHref(query = ''): string {
  return `/trials${orNone(query)}`;
}

/** The same rows as a file. */
export function trialsCsvHref(query: string): string {
  return `/trials.csv${orNone(query)}`;
}

/** Trials of any sweeps side by side, or the best of sweeps. Without a query, it is the address of the form that chooses them. */
export function compareAnyHref(query = ''): string {
  return `/compare${query}`;
}

/** The address of the events that tell a page of all sweeps of changes after the state that it shows. */
export function allEventsHref(token: string): string {
  return `/events?since=${encodeURIComponent(token)}`;
}

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

/** The address that a form about a sweep or a trial is sent to. */
export function actionHref(target: Target, action: 'annotations' | 'delete' | 'restore'): string {
  return `${targetHref(target)}/${action}`;
}

/** The address of the form that changes several trials, of one sweep or of any; `by` says what a ticked row stands for. */
export function trialsChangeHref(sweepId: number | undefined, by: 'configuration' | 'trial'): string {
  return `${trialsOf(sweepId)}/change?by=${by}`;
}

/** The address of the form that makes the ticked row the baseline of its page. */
export function baselineHref(sweepId: number): string {
  return `${sweepHref(sweepId)}/baseline`;
}

/** The address of the form that undoes such a change. */
export function trialsUndoHref(sweepId: number | undefined): string {
  return `${trialsOf(sweepId)}/unchange`;
}

/** The address of the form that restores trials that were deleted together. */
export function trialsRestoreHref(sweepId: number): string {
  return `${sweepHref(sweepId)}/undelete`;
}

/** The address for requests to the process that runs a sweep. */
export function requestsHref(sweepId: number): string {
  return `${sweepHref(sweepId)}/requests`;
}

/** The address of the events that tell a page of a sweep of changes after the state that it shows. */
export function eventsHref(sweepId: number, token: string): string {
  return `${sweepHref(sweepId)}/events?since=${encodeURIComponent(token)}`;
}

/** The leaderboard with charts beside it. */
export function workspaceHref(sweepId: number, query = ''): string {
  return `${sweepHref(sweepId)}/workspace${orNone(query)}`;
}

/** The page of all charts of a sweep. */
export function chartsHref(sweepId: number, query = ''): string {
  return `${sweepHref(sweepId)}/charts${orNone(query)}`;
}

/** A chart's page; with `.svg` after its name the picture, with `.json` the data that draws it. */
export function chartHref(sweepId: number, name: string, query = ''): string {
  return `${chartsHref(sweepId)}/${name}${query}`;
}

/** The rows of a leaderboard as a file. */
export function csvHref(sweepId: number, query: string): string {
  return `${sweepHref(sweepId)}/leaderboard.csv${orNone(query)}`;
}

/** A sweep as a file; `name` says which of its files. */
export function sweepExportHref(sweepId: number, name: string): string {
  return `${sweepHref(sweepId)}/export/${name}`;
}

/** A trial as a file in an export format. */
export function trialExportHref(sweepId: number, trial: number, format: string): string {
  return `${trialHref(sweepId, trial)}/export/${format}`;
}

/** Trials or groups side by side. Without a query, it is the address of the form that chooses them. */
export function compareHref(sweepId: number, query = ''): string {
  return `${sweepHref(sweepId)}/compare${query}`;
}

/** The curves of compared trials as a picture. */
export function comparedCurvesHref(sweepId: number, metric: string, query: string): string {
  return `${compareHref(sweepId)}/${encodeURIComponent(metric)}.svg${query}`;
}

/** A trial's curves of one metric as a picture. Every step gives the picture a new address. */
export function curveHref(sweepId: number, trial: number, metric: string, query: string): string {
  return `${trialHref(sweepId, trial)}/${encodeURIComponent(metric)}.svg${query}`;
}

/** All that is kept of what a trial's program printed, as plain text. */
export function outputHref(sweepId: number, trial: number): string {
  return `${trialHref(sweepId, trial)}/output.txt`;
}

/** A file that a trial's program handed in. The path may hold any characters, so it stands in the query. */
export function fileHref(sweepId: number, trial: number, path: string): string {
  return `${trialHref(sweepId, trial)}/files?path=${encodeURIComponent(path)}`;
}

/** Resources that a trial's processes used over time, as a picture. */
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

/** The picture of a test image. It never changes: other data has another fingerprint. */
export function imageHref({ id, dataset }: Pick<NetworkSweep, 'id' | 'dataset'>, index: number): string {
  return `${sweepHref(id)}/images/test/${index}.png?of=${dataset.fingerprint.slice(0, 16)}`;
}

function trialsOf(sweepId: number | undefined): string {
  return sweepId === undefined ? trialsHref() : sweepHref(sweepId);
}

/** Leaves out the question mark of an empty query. */
function orNone(query: string): string {
  return query === '?' ? '' : query;
}
