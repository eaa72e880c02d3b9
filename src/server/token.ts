import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

/** What a reader from another machine must know: 192 bits, as they stand in an address. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Lets only readers in who know the token. An address with `?token=` leads to the same one without it, and leaves
 * the token in a cookie that goes to this host alone and that no script can read; links from other sites carry it, so
 * that the address can be shared, and forms of other sites do not.
 */
export function requireToken(token: string): RequestHandler {
  return (request, response, next) => {
    // Two slashes would begin the address of another host.
    const { pathname, searchParams } = new URL(request.originalUrl.replace(/^\/+/, '/'), 'http://here');
    const given = searchParams.get('token');
    if (given !== null && isSame(given, token)) {
      searchParams.delete('token');
      const query = searchParams.size > 0 ? `?${searchParams}` : '';
      response
        .set('Set-Cookie', `${cookieName(request)}=${token}; Path=/; SameSite=Lax; HttpOnly`)
        .set('Cache-Control', 'no-store')
        .redirect(303, pathname + query);
      return;
    }
    const kept = cookieOf(request);
    if (kept !== undefined && isSame(kept, token)) return next();
    response
      .status(401)
      .type('text')
      .send('This dashboard asks for its token: open the address that `sweep serve` printed.\n');
  };
}

/** Cookies know no ports: two dashboards of a host would take each other's. */
function cookieName({ headers }: Request): string {
  return `token_${/:(\d+)$/.exec(headers.host ?? '')?.[1] ?? '80'}`;
}

function cookieOf(request: Request): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/).map((cookie) => cookie.split('='));
  return cookies.find(([name]) => name === cookieName(request))?.[1];
}

/** In a time that says nothing about where they differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
