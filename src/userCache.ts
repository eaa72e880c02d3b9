import { isAbsolute, join } from 'node:path';

/** The folder for files that can be had again: `$XDG_CACHE_HOME/sweep`, by default under `~/.cache`. */
export function userCache(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const configured = env.XDG_CACHE_HOME;
  // The XDG specification says that relative paths are ignored.
  const base = configured && isAbsolute(configured) ? configured : join(home, '.cache');
  return join(base, 'sweep');
}
