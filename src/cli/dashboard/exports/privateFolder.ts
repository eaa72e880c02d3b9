import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'sweep-export-';
/** No export takes so long, to be made and to be sent. */
const STALE_MS = 24 * 60 * 60_000;

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const folders = new Set<string>();

/**
 * A temporary folder that its user alone can look into. It is gone when it is removed, and when the process ends before
 * that; what a process left that was killed is gone a day later.
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
