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
import { requestsHref, sweepHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import { field, numberField, onlyForms, pageBefore } from '../forms.ts';
import { type Moment, moment } from './moment.ts';

const REQUESTS_SHOWN = 8;

/** What a sweep can be asked to do from its page, and what it was asked. */
export interface SteeringPanel {
  /** Where its forms are sent. */
  readonly action: string;
  /** Whether a process runs the sweep: without one there is nothing to steer. */
  readonly runs: boolean;
  readonly paused: boolean;
  /** The most configurations as of now, where the sweep can be given more. */
  readonly runCap: number | undefined;
  /** The last request; undefined before the first. */
  readonly latest: RequestLine | undefined;
  /** The latest first. */
  readonly requests: readonly RequestLine[];
}

export interface RequestLine {
  readonly what: string;
  readonly origin: string;
  readonly made: Moment;
  /** When the running process read it. */
  readonly taken: Moment | undefined;
  /** `unread` where it waits and no process runs the sweep. */
  readonly state: 'waiting' | 'unread' | 'accepted' | 'refused';
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
  const requests = listRequests(db, sweep.id, REQUESTS_SHOWN).map((request) => requestLine(request, runs));
  return {
    action: requestsHref(sweep.id),
    runs,
    paused: sweep.paused,
    runCap: runs ? runCapOf(sweep) : undefined,
    latest: requests[0],
    requests,
  };
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

/** A spec without a run cap tries all that there is. */
function runCapOf({ specJson, raisedRunCap }: SweepInfo): number | undefined {
  const { runCap } = JSON.parse(specJson) as { runCap?: number };
  return raisedRunCap ?? runCap;
}

function requestLine(request: RequestRecord, runs: boolean): RequestLine {
  const { origin, madeAtMs, takenAtMs, answer } = request;
  const waiting = runs ? 'waiting' : 'unread';
  return {
    what: describe(request),
    origin,
    made: moment(madeAtMs),
    taken: takenAtMs === null ? undefined : moment(takenAtMs),
    state: answer ? (answer.accepted ? 'accepted' : 'refused') : waiting,
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
