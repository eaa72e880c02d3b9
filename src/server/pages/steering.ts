import { type Request, Router } from 'express';
import { SweepError } from '../../errors.ts';
import {
  type Database,
  fileRequest,
  findSweep,
  listRequests,
  REQUEST_KINDS,
  type RequestKind,
  type RequestRecord,
  type RequestWish,
  type SweepInfo,
} from '../../store/index.ts';
import { requestsHref, sweepHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { field, numberField, onlyForms, pageBefore } from '../http/forms.ts';
import { type Moment, moment } from './moment.ts';

const REQUESTS_SHOWN = 8;

const STOP = { kind: 'stop_sweep', label: 'Stop' } as const;
const WHILE_RUNNING: SteeringPanel['controls'] = {
  buttons: [{ kind: 'pause_sweep', label: 'Pause' }, STOP],
  help: 'Pause starts no further trial; Stop puts running ones back into the queue.',
};
const WHILE_PAUSED: SteeringPanel['controls'] = {
  buttons: [{ kind: 'resume_sweep', label: 'Resume' }, STOP],
  help: 'Paused: no further trial starts.',
};

/** The requests that can be made to a sweep from its page, and those that were made. */
export interface SteeringPanel {
  /** The address that its forms are sent to. */
  readonly action: string;
  /** The requests that a running sweep takes; undefined if no process runs it. */
  readonly controls:
    | {
        readonly buttons: readonly { readonly kind: RequestKind; readonly label: string }[];
        readonly help: string;
      }
    | undefined;
  /** Whether there is nothing to steer although the sweep is not done. */
  readonly idle: boolean;
  /**
   * The cap on configurations as it is now and the smallest higher one; undefined if the sweep cannot be
   * extended.
   */
  readonly runCap: { readonly now: number; readonly least: number } | undefined;
  /** Says what became of the last request while that is news, later that there were some; undefined if none was made. */
  readonly latest: string | undefined;
  /** The latest first. */
  readonly requests: readonly RequestLine[];
}

export interface RequestLine {
  readonly request: string;
  readonly origin: string;
  readonly made: Moment;
  /** The time at which the running process read it. */
  readonly taken: Moment | undefined;
  /** `unread` if it waits and no process runs the sweep. */
  readonly state: 'waiting' | 'unread' | 'accepted' | 'refused';
  readonly refused: boolean;
  readonly outcome: string;
}

export function steeringRoutes({ reader }: Dashboard): Router {
  return Router()
    .post('/sweeps/:id/requests', (request, response) => {
      const sweep = findSweep(reader.db, request.params.id);
      const wish = readWish(request);
      reader.write((db) => fileRequest(db, sweep.id, wish, 'dashboard'));
      response.redirect(303, pageBefore(request, sweepHref(sweep.id)));
    })
    .get('/sweeps/:id/requests', onlyForms);
}

export function steeringPanel(db: Database, sweep: SweepInfo): SteeringPanel {
  const runs = sweep.state === 'running';
  const requests = listRequests(db, sweep.id, REQUESTS_SHOWN);
  const lines = requests.map((request) => requestLine(request, runs));
  const now = runs ? runCapOf(sweep) : undefined;
  const [latest] = lines;
  return {
    action: requestsHref(sweep.id),
    controls: runs ? (sweep.paused ? WHILE_PAUSED : WHILE_RUNNING) : undefined,
    idle: !runs && sweep.state !== 'completed',
    runCap: now === undefined ? undefined : { now, least: now + 1 },
    latest: latest && (isNews(requests[0]!, sweep) ? sayLatest(latest) : 'Earlier requests'),
    requests: lines,
  };
}

/** Time after its answer for which a request is news. */
const NEWS_MS = 60_000;

/**
 * Whether a request still waits, or was answered just now: by the clock of the process that answered, where it runs.
 * The answers of an earlier run are none, even where the clock was set back since.
 */
function isNews({ takenAtMs }: RequestRecord, { clockMs, startedAtMs }: SweepInfo): boolean {
  if (takenAtMs === null) return true;
  if (clockMs !== null && takenAtMs < startedAtMs) return false;
  return Math.abs((clockMs ?? Date.now()) - takenAtMs) <= NEWS_MS;
}

function sayLatest({ request, state, made, taken }: RequestLine): string {
  return `Last request: ${request}, ${state} ${taken ? `at ${taken.text}` : `since ${made.text}`}`;
}

function readWish(request: Request): RequestWish {
  const kind = field(request, 'kind');
  if (!isKind(kind)) {
    const message = `A sweep cannot be asked to "${kind ?? ''}".`;
    throw new SweepError('request_invalid', message, `kind must be one of ${REQUEST_KINDS.join(', ')}.`);
  }
  if (kind === 'stop_trial') return { kind, trial: numberField(request, 'trial') };
  if (kind === 'raise_run_cap') return { kind, runCap: numberField(request, 'run_cap') };
  return { kind };
}

function isKind(kind: string | undefined): kind is RequestKind {
  return REQUEST_KINDS.some((each) => each === kind);
}

/** The number of configurations that the sweep may try; a spec without a run cap tries all that exist. */
function runCapOf({ specJson, raisedRunCap }: SweepInfo): number | undefined {
  const { runCap } = JSON.parse(specJson) as { runCap?: number };
  return raisedRunCap ?? runCap;
}

function requestLine(request: RequestRecord, runs: boolean): RequestLine {
  const { origin, madeAtMs, takenAtMs, answer } = request;
  const waiting = runs ? 'waiting' : 'unread';
  const state = answer ? (answer.accepted ? 'accepted' : 'refused') : waiting;
  return {
    request: describe(request),
    origin,
    made: moment(madeAtMs),
    taken: takenAtMs === null ? undefined : moment(takenAtMs),
    state,
    refused: state === 'refused',
    outcome: answer?.outcome ?? (runs ? '' : 'No process runs the sweep; the next run of its spec answers.'),
  };
}

function describe(request: RequestRecord): string {
  switch (request.kind) {
    case 'stop_trial':
      return `Stop trial ${request.trial}`;
    case 'stop_sweep':
      return 'Stop the sweep';
    case 'pause_sweep':
      return 'Pause the sweep';
    case 'resume_sweep':
      return 'Resume the sweep';
    case 'raise_run_cap':
      return `Raise run_cap to ${request.runCap}`;
  }
}
