import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'sweep-export-';
/** No export takes this long to be made and sent. */
const STALE_MS = 24 * 60 * 60_000;

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const folders = new Set<string>();

/**
 * A temporary folder that only its user can read. It is removed when it is no longer needed, or when the
 * process ends; the folder of a killed process is removed a day later.
 */
export async function makePrivateFolder(): Promise<PrivateFolder> {
  if (folders.size === 0) {
    process.off('exit', removeAll).on('exit', removeAll);
    removeStale();
  }
  const path = await mkdtemp(join(tmpdir(), PREFIX));
  folders.add(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      folders.delete(path);
    },
  };
}

function removeAll(): void {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}

function removeStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const path = join(tmpdir(), name);
    if (name.startsWith(PREFIX) && isStale(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isStale(path: string): boolean {
  const { mtimeMs, uid } = lstatSync(path, { throwIfNoEntry: false }) ?? {
    mtimeMs: Number.NaN,
    uid: undefined,
  };
  return uid === process.getuid?.() && Date.now() - mtimeMs > STALE_MS;
}
