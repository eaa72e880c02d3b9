import { existsSync } from 'node:fs';
import { delimiter, dirname, relative, resolve } from 'node:path';
import { packageFile } from '../package.ts';
import { shellWord } from '../shellWord.ts';

/**
 * The command that calls this program again, ready to paste: `sweep` if it is on the PATH, otherwise the
 * script's path relative to the working directory.
 */
export function invocation(
  script = process.argv[1] ?? 'sweep',
  path = process.env.PATH ?? '',
  cwd = workingFolder(),
): string {
  const folders = path.split(delimiter).map((folder) => resolve(cwd, folder));
  if (folders.includes(dirname(resolve(cwd, script)))) return 'sweep';
  const local = relative(cwd, script);
  const name = local === '' || local.startsWith('..') ? script : local.includes('/') ? local : `./${local}`;
  return name.endsWith('.js') ? `node ${shellWord(name)}` : shellWord(name);
}

/** The root if the folder that this was called in was removed. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

/** The command that runs a first sweep; `atDatabase` as in the context. */
export function firstRun(atDatabase: string): string {
  return `${invocation()} run ${quickstart()}${atDatabase}`;
}

/** The spec of the quickstart, as a word of a command that finds it from here. */
export function quickstart(): string {
  const local = 'sweeps/quickstart.yaml';
  return existsSync(local) ? local : shellWord(packageFile(local));
}
