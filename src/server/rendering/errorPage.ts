import { existsSync } from 'node:fs';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { DatabaseLocked, type ErrorCode, SweepError, toWire } from '../../errors.ts';
import { hasDatabase } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
import { pageBefore } from '../http/forms.ts';
import { undoLinesAt } from '../pages/deletion.ts';

/** How the dashboard answers an error, and what the reader is told. */
interface Answer {
  readonly status: number;
  readonly title: string;
}

const NOT_FOUND: Answer = { status: 404, title: 'Not found' };
/** A missing database is a state to wait in, not a failure. */
const WAITING: Answer = { status: 503, title: 'No database yet' };
const FAILED: Answer = { status: 500, title: 'Something is wrong' };

const ANSWERS: Partial<Record<ErrorCode, Answer>> = {
  sweep_not_found: NOT_FOUND,
  trial_not_found: NOT_FOUND,
  export_not_found: NOT_FOUND,
  export_failed: { status: 500, title: 'This cannot be exported' },
  too_many_exports: { status: 503, title: 'Too many exports at once' },
  sweep_not_running: { status: 409, title: 'This sweep is not running' },
  request_invalid: { status: 400, title: 'This cannot be done' },
  token_missing: { status: 403, title: 'Nothing was changed' },
  database_busy: { status: 503, title: 'The database is locked' },
  picture_unreadable: { status: 400, title: 'This picture cannot be read' },
  engine_unavailable: { status: 503, title: 'This network cannot be run here' },
  filter_invalid: { status: 400, title: 'This view cannot be shown' },
  nothing_to_compare: { status: 400, title: 'There is nothing to compare' },
  dataset_mismatch: { status: 400, title: 'These cannot be compared' },
  too_few_files: { status: 503, title: 'Too few files may be open' },
  database_unusable: { status: 500, title: 'This database cannot be read' },
};

/** An export takes seconds. */
const RETRY_AFTER_S = 10;

/** The answer to a change that cannot be made. */
const UNCHANGED: Answer = { status: 500, title: 'Nothing was changed' };

/** Handles addresses that no route knows. */
export const notFound: RequestHandler = (request, response) => {
  if (request.method === 'POST') {
    response
      .status(405)
      .set('Allow', 'GET, HEAD')
      .type('text')
      .send('Nothing can be sent to this address.\n');
    return;
  }
  throw new SweepError(
    'sweep_not_found',
    `There is no page at ${request.path}.`,
    'Start from the list of sweeps.',
  );
};

/** Any error as a page that says what to do next, without a stack trace. */
export function errorPage({
  reader,
  firstSteps,
  render,
}: Pick<Dashboard, 'reader' | 'firstSteps' | 'render'>): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof URIError) {
      const message = `${request.url} is no address: a percent sign must be followed by the code of a character.`;
      const page = {
        title: 'Not an address',
        message,
        hint: 'Start from the list of sweeps.',
        code: 'usage',
      };
      return void response.status(400).send(render('error', page));
    }
    if (isUnreadable(error)) {
      const sent = request.method === 'POST';
      const page = {
        title: sent ? UNCHANGED.title : 'This cannot be answered',
        message: `What was ${sent ? 'sent' : 'asked'} cannot be read: ${error.message}.`,
        hint: error.status === 413 ? 'Go back and send less.' : 'Start from the list of sweeps.',
        code: 'request_invalid',
      };
      return void response.status(error.status).send(render('error', page));
    }
    const { code, message, hint } = toWire(error);
    const sent = request.method === 'POST';
    const waiting = code === 'database_unusable' && !hasDatabase(reader.path);
    const isEmpty = waiting && existsSync(reader.path);
    const step = error instanceof DatabaseLocked ? lockedHint(sent) : hint?.replaceAll('`', '');
    const known = code === 'database_unusable' && sent ? undefined : ANSWERS[code];
    const { status, title } = waiting ? WAITING : (known ?? (sent ? UNCHANGED : FAILED));
    const deleted = known === NOT_FOUND ? justDeleted(reader, request) : undefined;
    const page = {
      title: sent && known === NOT_FOUND ? UNCHANGED.title : title,
      message: isEmpty ? `Nothing is in ${reader.path} yet.` : message,
      hint: isEmpty || (waiting && firstSteps) ? undefined : step,
      code,
      back: sent ? pageBefore(request, '/') : undefined,
      firstSteps: waiting ? firstSteps : undefined,
      written: sent ? writtenNote(request) : undefined,
      ...deleted,
    };
    if (code === 'too_many_exports') response.set('Retry-After', String(RETRY_AFTER_S));
    response.status(status).send(render('error', page));
  };
}

function lockedHint(sent: boolean): string {
  const again = 'Try again in a moment; a process that keeps it locked for long must be ended first.';
  return sent ? `Nothing was changed. ${again}` : again;
}

/** Says that something missing was deleted, with the link that undoes it. */
function justDeleted(reader: Dashboard['reader'], { path, method }: Request) {
  // An address that no route knows is not found either, with or without a database.
  const undo = hasDatabase(reader.path) ? undoLinesAt(reader.db, path) : [];
  if (undo.length === 0) return undefined;
  const sent = method === 'POST';
  return {
    title: sent ? UNCHANGED.title : 'Deleted',
    message: `${sent ? 'What you changed' : 'What you asked for'} is in no list any more, but can be restored.`,
    hint: undefined,
    undo,
  };
}

/** The note that somebody took time to write; the page shows it so that it can be copied. */
function writtenNote({ body }: Request): string | undefined {
  const note: unknown = (body as { note?: unknown } | undefined)?.note;
  return typeof note === 'string' && note !== '' ? note : undefined;
}

/** An error of the parser of forms: too large, incomplete, or in an unknown character set. */
function isUnreadable(error: unknown): error is Error & { status: number } {
  if (!(error instanceof Error) || error instanceof SweepError) return false;
  return 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
