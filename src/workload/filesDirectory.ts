import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder beside a database in which trials keep files, `<sweep>/<trial>`; nothing is created yet. */
export function filesDirectory(database: string): string {
  if (database === ':memory:') return join(tmpdir(), `sweep-files-${process.pid}`);
  return `${resolve(database)}-files`;
}
