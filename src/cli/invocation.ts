import { existsSync } from 'node:fs';
import { delimiter, dirname, relative, resolve } from 'node:path';
import { packageFile } from '../package.ts';
import { shellWord } from './shellWord.ts';

/**
 * How to call this program again, as something that can be pasted: `sweep` where it is on the PATH, otherwise the
 * script's path from the working directory.
 */
export function invocation(
  script = process.argv[1] ?? 'sweep',
  path = process.env.PATH ?? '',
  cwd = process.cwd(),
): string {
  const folders = path.split(delimiter).map((folder) => resolve(folder));
  if (folders.includes(dirname(resolve(script)))) return 'sweep';
  const local = relative(cwd, script);
  const name = local === '' || local.startsWith('..') ? script : local.includes('/') ? local : `./${local}`;
  return name.endsWith('.js') ? `node ${shellWord(name)}` : shellWord(name);
}

/** The spec to begin with, as a word of a command that finds it from here. */
export function quickstart(): string {
  const local = 'sweeps/quickstart.yaml';
  return existsSync(local) ? local : shellWord(packageFile(local));
}
