import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** The secret that a reader must know: 192 bits, written so that they fit into an address. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Whether a text could be a token of {@link newToken}. */
export function isToken(text: string): boolean {
  return /^[\w-]{32}$/.test(text);
}

/** Compares in a time that does not tell where the texts differ. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Cookies do not distinguish ports: without a name of their own, two dashboards on one host would overwrite
 * each other's.
 */
function cookieName({ headers }: Request): string {
  return `token_${/:(\d+)$/.exec(headers.host ?? '')?.[1] ?? '80'}`;
}

/** The token that the browser keeps for this dashboard. */
export function tokenInCookie(request: Request): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/).map((cookie) => cookie.split('='));
  return cookies.find(([name]) => name === cookieName(request))?.[1];
}

/**
 * A cookie that ends with the browser session, is sent to this host from its own pages alone, and is hidden
 * from scripts.
 */
export function tokenCookie(request: Request, token: string): string {
  return `${cookieName(request)}=${token}; Path=/; SameSite=Strict; HttpOnly`;
}

/** Makes the browser forget it. */
export function noTokenCookie(request: Request): string {
  return `${cookieName(request)}=; Path=/; Max-Age=0; SameSite=Strict; HttpOnly`;
}
