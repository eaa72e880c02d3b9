import type { NextFunction, Request, Response } from 'express';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

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

/**
 * Answers only requests that name this machine, so that a page of another site cannot reach the dashboard through
 * a name of its own that resolves to loopback (DNS rebinding), and forbids inline script and foreign content.
 */
export function protect(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!LOCAL_HOSTS.includes(host)) {
    response.status(403).type('text').send('This dashboard answers to localhost only.\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.status(405).set('Allow', 'GET, HEAD').type('text').send('This dashboard only shows.\n');
    return;
  }
  next();
}
