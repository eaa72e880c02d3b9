import type { RequestHandler } from 'express';
import { SweepError } from '../errors.ts';

/** What an address may have several times, as a form with checkboxes sends it. */
const LISTS = ['columns', 'trials', 'values'];

/**
 * Lets no part of an address be passed over: of several `where` all must hold, what stands there twice alike counts
 * once (both by a redirect to the address that says so), and anything else that stands there twice is refused.
 */
export const joinRepeated: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return next();
  // Two slashes would begin the address of another host.
  const { pathname, searchParams } = new URL(request.originalUrl.replace(/^\/+/, '/'), 'http://here');
  const names = [...new Set(searchParams.keys())].filter(
    (name) => !LISTS.includes(name) && searchParams.getAll(name).length > 1,
  );
  if (names.length === 0) return next();
  for (const name of names) {
    const values = [...new Set(searchParams.getAll(name))].filter((value) => value.trim() !== '');
    if (name !== 'where' && values.length > 1) {
      const message = `The address has ${name} ${values.length} times: ${values.join(', ')}.`;
      throw new SweepError('request_invalid', message, 'Leave one of them.');
    }
    searchParams.set(name, values.length > 1 ? values.map(inBrackets).join(' and ') : (values[0] ?? ''));
  }
  response.redirect(302, `${pathname}?${searchParams}`);
};

function inBrackets(where: string): string {
  return /\bor\b/i.test(where) ? `(${where})` : where;
}
