import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type ErrorCode, SweepError, toWire } from '../errors.ts';

/** Errors that mean "there is no such thing". */
const ABSENT: readonly ErrorCode[] = ['sweep_not_found', 'trial_not_found'];

/** For addresses that no route knows. */
export const notFound: RequestHandler = (request) => {
  throw new SweepError(
    'sweep_not_found',
    `There is no page at ${request.path}.`,
    'Start from the list of sweeps.',
  );
};

/** Any error as a page that says what to do next, without a stack trace. */
export function errorPage(render: (view: string, page: object) => string): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { code, message, hint } = toWire(error);
    const status = ABSENT.includes(code) ? 404 : code === 'filter_invalid' ? 400 : 500;
    // A database that is not there yet is a state to wait in, not a failure.
    const waiting = code === 'database_unusable';
    const title = status === 404 ? 'Not found' : waiting ? 'No database yet' : 'Something is wrong';
    response.status(waiting ? 503 : status).send(render('error', { title, message, hint, code }));
  };
}
