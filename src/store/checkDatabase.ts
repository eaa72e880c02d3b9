import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SweepError } from '../errors.ts';
import { checkPlace } from './open/place.ts';
import { type OpenOptions, openDatabase } from './open.ts';
import { listSweeps } from './queries/listSweeps.ts';

/** Whether there is a database to read. A file of no bytes has not been written to yet. */
export function hasDatabase(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/**
 * Refuses a database that could not be read, or written, later. It creates nothing: a database that is not
 * there yet is fine.
 * @throws SweepError as `openDatabase`.
 */
export function checkDatabase(path: string, { readonly = false }: OpenOptions = {}): void {
  checkPlace(path, true);
  if (!readonly) requireWritable(path);
  if (!hasDatabase(path)) return;
  const db = openDatabase(path, { readonly: true });
  try {
    listSweeps(db);
  } finally {
    db.close();
  }
}

function requireWritable(path: string): void {
  const place = statSync(path, { throwIfNoEntry: false }) ? path : dirname(path);
  try {
    accessSync(place, constants.W_OK);
  } catch (cause) {
    const hint = 'Name a file in a folder of yours with --db.';
    throw new SweepError('database_unusable', `${place} cannot be written.`, hint, cause);
  }
}
