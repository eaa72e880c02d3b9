import type { Request, RequestHandler } from 'express';
import { allowedHost } from './hosts.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The media types of a plain form, with or without a file. */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * Answers only requests that name the host that the server listens on, so that a page of another site cannot reach
 * the dashboard through a name of its own (DNS rebinding), takes forms from its own pages alone, and forbids inline
 * script and foreign content.
 */
export function protect(listensOn: string): RequestHandler {
  return (request, response, next) => {
    response.set({
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      // `no-referrer` would make browsers send `Origin: null` with our own forms.
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      // Pages change and are for one reader alone; a route that sends a lasting file sets its own header.
      'Cache-Control': 'private, no-cache',
    });
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!allowedHost(listensOn, host)) {
      response.status(403).type('text').send(`This dashboard answers to ${listensOn} only.\n`);
      return;
    }
    if (request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    if (request.method !== 'POST') {
      response.status(405).set('Allow', 'GET, HEAD, POST').type('text').send('This dashboard only shows.\n');
      return;
    }
    if (!comesFromHere(request)) {
      response.status(403).type('text').send('Only a page of this dashboard can change anything here.\n');
      return;
    }
    if (request.is(FORMS)) return next();
    response
      .status(415)
      .type('text')
      .send(`What is sent here must be a form (${FORMS.join(', ')}).\n`);
  };
}

/**
 * Whether the request comes from a page of this dashboard, or from a program on this machine. Browsers name
 * the page's origin with every form; a browser that does not says at least that the page belongs to another
 * site.
 */
function comesFromHere({ headers }: Request): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return origin.toLowerCase() === `http://${host}`.toLowerCase();
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
}
