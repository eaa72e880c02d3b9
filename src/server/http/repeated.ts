import type { RequestHandler } from 'express';
import { SweepError } from '../../errors.ts';
import { ownAddress, ownHref } from './ownAddress.ts';

/** Parameters that an address may repeat, as a form with checkboxes sends them. */
const LISTS = ['charts', 'columns', 'trials', 'values', 'sweeps'];

/**
 * Handles every repeated part of an address: several `where` must all hold, identical parts count once (both
 * by a redirect to the address that says so), and any other repetition is refused.
 */
export const joinRepeated: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return next();
  const { path, query } = ownAddress(request.originalUrl);
  const names = [...new Set(query.keys())].filter(
    (name) => !LISTS.includes(name) && query.getAll(name).length > 1,
  );
  if (names.length === 0) return next();
  for (const name of names) {
    const values = [...new Set(query.getAll(name))].filter((value) => value.trim() !== '');
    if (name !== 'where' && values.length > 1) {
      const message = `The address has ${name} ${values.length} times: ${values.join(', ')}.`;
      throw new SweepError('request_invalid', message, 'Leave one of them.');
    }
    query.set(name, values.length > 1 ? values.map(inBrackets).join(' and ') : (values[0] ?? ''));
  }
  response.redirect(302, ownHref({ path, query }));
};

function inBrackets(where: string): string {
  return /\bor\b/i.test(where) ? `(${where})` : where;
}
