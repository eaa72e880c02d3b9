import type { Tracker } from '../../tracker.ts';
import type { Uploads } from '../uploads.ts';

/** The data that the resolvers of one request share. */
export interface Context {
  readonly tracker: Tracker;
  readonly uploads: Uploads;
  /** The address at which the client reaches this server, such as `http://127.0.0.1:4310`. */
  readonly origin: string;
  /** Runs an action when the actions before it have ended. */
  readonly inTurn: <Result>(action: () => Promise<Result>) => Promise<Result>;
}

/** Owner of all runs for which a client names none; other names are accepted and mean nothing. */
export const LOCAL_ENTITY = 'local';

export function entityName(given: unknown): string {
  return typeof given === 'string' && given !== '' ? given : LOCAL_ENTITY;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** A text argument; undefined if it is absent or null. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
