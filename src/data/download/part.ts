import { readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../../errors.ts';

/** Longer than any pause that a live download makes between two writes. */
const ABANDONED_AFTER_MS = 120_000;

let claims = 0;

/**
 * An unfinished file that only this download writes: `<file>.<host>-<pid>-<n>.part`. A part that an earlier
 * download left is taken over by renaming it, which succeeds in at most one process; so two downloads at once
 * never write to the same file, and the later one replaces the earlier's result with the same bytes.
 */
export async function claimPart(folder: string, file: string): Promise<string> {
  const own = join(folder, `${file}.${hostLabel()}-${process.pid}-${claims++}.part`);
  for (const name of await readdir(folder)) {
    if (!(await isFree(folder, file, name))) continue;
    if (await renamed(join(folder, name), own)) break;
  }
  return own;
}

/** Releases an unfinished file, so that the next download goes on with it; does nothing if there is none. */
export async function releasePart(part: string, folder: string, file: string): Promise<void> {
  const size = await stat(part).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) await rm(part, { force: true });
  else await renamed(part, join(folder, `${file}.part`));
}

async function isFree(folder: string, file: string, name: string): Promise<boolean> {
  if (!name.startsWith(`${file}.`) || !name.endsWith('.part')) return false;
  if (name === `${file}.part`) return true;
  const owner = /^(.*)-(\d+)-\d+$/.exec(name.slice(file.length + 1, -'.part'.length));
  if (!owner) return false;
  if (owner[1] === hostLabel() && !isAlive(Number(owner[2]))) return true;
  const touched = await stat(join(folder, name)).catch(() => undefined);
  return touched !== undefined && Date.now() - touched.mtimeMs > ABANDONED_AFTER_MS;
}

/** False if another process was quicker. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function hostLabel(): string {
  return hostname().replace(/[^A-Za-z0-9]/g, '_');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
