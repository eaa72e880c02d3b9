import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Most time for finding a version or the state of a repository. */
const PATIENCE_MS = 5000;

/** Only these are asked for their version: other programs might begin to train. */
const INTERPRETERS =
  /^(python[\d.]*|pypy[\d.]*|node|bun|deno|tsx|Rscript|julia|ruby|perl|php|java|go|cargo|uv|bash|matlab|octave)$/;

/** The state of the code that runs. */
export interface GitState {
  readonly commit: string;
  /** Whether tracked files differed from the commit. */
  readonly dirty: boolean;
}

export interface Interpreter {
  readonly path: string;
  /** In its own words, such as `Python 3.11.2`. */
  readonly version: string;
}

/** Undefined outside a repository, in one without a commit, and if git is missing. */
export async function gitState(directory: string): Promise<GitState | undefined> {
  const git = (...words: string[]) => outputOf('git', ['--no-optional-locks', '-C', directory, ...words]);
  const commit = await git('rev-parse', '--verify', 'HEAD');
  if (commit === undefined) return undefined;
  const changes = await git('status', '--porcelain', '--untracked-files=no');
  return { commit, dirty: changes !== '' };
}

/** Undefined for a user's own program. */
export async function interpreterOf(path: string, directory: string): Promise<Interpreter | undefined> {
  if (!INTERPRETERS.test(basename(path))) return undefined;
  const version = await outputOf(path, ['--version'], directory);
  return version ? { path, version: version.split('\n')[0]! } : undefined;
}

async function outputOf(file: string, words: readonly string[], cwd?: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(file, words, { timeout: PATIENCE_MS, ...(cwd ? { cwd } : {}) });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
