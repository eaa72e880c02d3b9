import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The lists of packages beside this file; each has a virtual environment of its own. */
export const FOREIGN_LISTS = ['foreign.txt', 'foreignWandb.txt', 'foreignWandbEarlier.txt'] as const;
export type ForeignList = (typeof FOREIGN_LISTS)[number];

/**
 * The folder in which `npm run foreign` puts the virtual environment of a list; another list of packages has
 * another folder.
 */
export function foreignFolder(list: ForeignList): string {
  const packages = readFileSync(new URL(list, import.meta.url));
  const digest = createHash('sha256').update(packages).digest('hex').slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, `sweep-foreign-${digest}`);
}

/** The Python of that environment; undefined if it is not installed. */
export function foreignPython(list: ForeignList = 'foreign.txt'): string | undefined {
  const folder = foreignFolder(list);
  return existsSync(join(folder, 'ready')) ? join(folder, 'bin', 'python') : undefined;
}
