import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the virtual environment of `npm run foreign` is: another list of packages, another folder. */
export function foreignFolder(): string {
  const list = readFileSync(new URL('foreign.txt', import.meta.url));
  const digest = createHash('sha256').update(list).digest('hex').slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, `sweep-foreign-${digest}`);
}

/** Its Python; undefined where it is not installed. */
export function foreignPython(): string | undefined {
  const folder = foreignFolder();
  return existsSync(join(folder, 'ready')) ? join(folder, 'bin', 'python') : undefined;
}
