import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder in there with the uploads of clients, by the clients' names for their trials. */
export function uploadsDirectory(database: string): string {
  return join(filesDirectory(database), 'wandb');
}

/** The folder beside a database in which trials keep files, `<sweep>/<trial>`; nothing is created yet. */
export function filesDirectory(database: string): string {
  if (database === ':memory:') return join(tmpdir(), `sweep-files-${process.pid}`);
  return `${resolve(database)}-files`;
}
