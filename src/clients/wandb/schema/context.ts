import type { Tracker } from '../../tracker.ts';
import type { Uploads } from '../uploads.ts';

/** What the resolvers of one request know. */
export interface Context {
  readonly tracker: Tracker;
  readonly uploads: Uploads;
  /** Where the client reaches this server, such as `http://127.0.0.1:4310`. */
  readonly origin: string;
  /** Runs an action when those before it have ended. */
  readonly inTurn: <Result>(action: () => Promise<Result>) => Promise<Result>;
}

/** All runs belong to it where a client names none; names of others are taken as they come and mean nothing. */
export const LOCAL_ENTITY = 'local';

export function entityName(given: unknown): string {
  return typeof given === 'string' && given !== '' ? given : LOCAL_ENTITY;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** A text that was given; undefined where there is none, also where it is null. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
