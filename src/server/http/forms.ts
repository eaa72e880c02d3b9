import express, { type Request, type RequestHandler } from 'express';
import { SweepError } from '../../errors.ts';
import { ownAddress } from './ownAddress.ts';

/** A note of the greatest length fits, even if every character becomes three bytes in percent signs. */
const MOST_BYTES = 128 * 1024;

/**
 * Reads the fields of a form without a file; a form that is larger, or that has a file, is refused unread.
 */
export const readForms: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is(FIELDS)) return urlencoded(request, response, next);
  response
    .status(415)
    .type('text')
    .send(`What is sent to this address must be a form without a file (${FIELDS}).\n`);
};

const FIELDS = 'application/x-www-form-urlencoded';
/** A tick for each row of the longest page, and the fields of its form. */
const MOST_FIELDS = 120;
const urlencoded = express.urlencoded({ extended: false, limit: MOST_BYTES, parameterLimit: MOST_FIELDS });

/** Answers GET on an address that forms are sent to: it leads to the page of the sweep or trial. */
export const onlyForms: RequestHandler = (request, response) => {
  response.redirect(303, request.path.replace(/\/[^/]*$/, ''));
};

/** A field of the form that was sent; undefined where it is absent. */
export function field(request: Request, name: string): string | undefined {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined;
  const value = (body as Readonly<Record<string, unknown>>)[name];
  if (typeof value === 'string') return value;
  throw new SweepError('request_invalid', `The form has more than one field ${name}.`, 'Send it once.');
}

/** All values of a field that a form may have several times; none where it is absent. */
export function fields(request: Request, name: string): string[] {
  const value = (request.body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return [value].flat().filter((each) => typeof each === 'string');
}

/** A field that must be a whole number above 0. */
export function numberField(request: Request, name: string): number {
  const text = field(request, name)?.trim() ?? '';
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  const message = `${name} must be a whole number above 0, not "${text}".`;
  throw new SweepError('request_invalid', message, 'Go back and write a number.');
}

/** The page of this dashboard that a form was on, or `otherwise` if the browser does not say. */
export function pageBefore(request: Request, otherwise: string): string {
  const referrer = request.get('referer');
  if (referrer === undefined || !URL.canParse(referrer)) return otherwise;
  const { host, protocol, pathname, search } = new URL(referrer);
  if (host !== request.headers.host || !protocol.startsWith('http')) return otherwise;
  const address = ownAddress(pathname + search);
  return address.path === pathname ? pathname + search : otherwise;
}
