import type { Request, RequestHandler, Response } from 'express';
import { SweepError } from '../../errors.ts';
import { type OwnAddress, ownAddress, ownHref } from '../http/ownAddress.ts';
import { isSame, newToken, noTokenCookie, tokenCookie, tokenInCookie } from './token.ts';
import { WrongTokens } from './wrongTokens.ts';

/** The requests that need the token: all of them, those that change something, or none. */
export type Guarded = 'everything' | 'changes' | 'nothing';

/** Pages say this in place of their forms, and it answers a form that is sent all the same. */
export const READ_ONLY =
  'Read only: to change anything here, open the link with the token that sweep printed.';

/** Time for which a link for one use is valid. */
const ONCE_MS = 60_000;

/**
 * Decides who may read and who may change something. An address with `?token=` leads to the same address
 * without it, and leaves the token in a cookie.
 */
export class Door {
  private readonly token: string;
  private readonly guarded: Guarded;
  private readonly wrong = new WrongTokens();
  private readonly known = new WeakSet<Request>();
  private once: { readonly token: string; readonly untilMs: number } | undefined;

  constructor(token: string, guarded: Guarded) {
    this.token = token;
    this.guarded = guarded;
  }

  /** Whether the token came with the request, or no token is needed. */
  mayChange(request: Request): boolean {
    return this.guarded === 'nothing' || this.known.has(request);
  }

  /**
   * A further token that opens the door once, within a minute: other users of this machine can see the
   * command that starts a browser.
   */
  tokenForOnce(): string {
    this.once = { token: newToken(), untilMs: Date.now() + ONCE_MS };
    return this.once.token;
  }

  /** Runs before all other handlers. */
  readonly enter: RequestHandler = async (request, response, next) => {
    if (this.guarded === 'nothing') return next();
    const address = ownAddress(request.url);
    const reads = request.method !== 'POST';
    const given = address.query.get('token') ?? undefined;
    const kept = tokenInCookie(request);
    const opens = given !== undefined && (isSame(given, this.token) || this.isForOnce(given));
    if (opens || (kept !== undefined && isSame(kept, this.token))) {
      if (!opens || !reads) {
        this.known.add(request);
        return next();
      }
      response.append('Set-Cookie', tokenCookie(request, this.token));
      return leadOn(response, address);
    }
    if (given !== undefined || kept !== undefined) {
      response.append('Set-Cookie', noTokenCookie(request));
      if (!(await this.wrong.delay())) return tooMany(response);
    }
    if (this.guarded === 'everything') return keepOut(request, response);
    if (given !== undefined && reads) return leadOn(response, address);
    next();
  };

  /** Runs before every handler that changes something: forms without the token are refused unread. */
  readonly change: RequestHandler = (request, _response, next) => {
    if (request.method !== 'POST' || this.mayChange(request)) return next();
    throw new SweepError('token_missing', READ_ONLY, 'Then do it again there.');
  };

  private isForOnce(given: string): boolean {
    const { once } = this;
    if (!once || Date.now() > once.untilMs || !isSame(given, once.token)) return false;
    this.once = undefined;
    return true;
  }
}

function leadOn(response: Response, address: OwnAddress): void {
  address.query.delete('token');
  response.set('Cache-Control', 'no-store').redirect(303, ownHref(address));
}

/**
 * A browser that follows a link from another site does not send a strict cookie. If it is asked to load the
 * page again, the request comes from this site and carries the cookie.
 */
function keepOut(request: Request, response: Response): void {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  if (mode === 'navigate' && (site === 'cross-site' || site === 'same-site')) response.set('Refresh', '0');
  response
    .status(401)
    .type('text')
    .send('This dashboard asks for its token: open the address that `sweep serve` printed.\n');
}

function tooMany(response: Response): void {
  response
    .status(429)
    .set({ 'Retry-After': '5', Connection: 'close' })
    .type('text')
    .send('Too many wrong tokens at once. Open the address that `sweep serve` printed.\n');
}
