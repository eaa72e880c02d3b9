import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of a folder; `path` is relative and has `/` between names. */
interface File {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes a folder completely or not at all, replacing an existing one, and leaves nothing beside it. It is on
 * the disk before it takes its name; a link to a folder stays a link. `finish` is called last: if it throws,
 * the former folder is restored.
 */
export function writeFolderWhole(path: string, files: readonly File[], finish = () => {}): void {
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  const place = isThere ? realpathSync(path) : path;
  const aside = mkdtempSync(join(dirname(place), '.sweep-part-'));
  try {
    const [made, old] = [join(aside, 'made'), join(aside, 'old')];
    // `mkdtemp` would make a folder that others may not read.
    mkdirSync(made);
    for (const file of files) writeToDisk(join(made, file.path), file.content);
    for (const folder of foldersOf(files)) syncFolder(join(made, folder));
    if (isThere) renameSync(place, old);
    let isPlaced = false;
    try {
      renameSync(made, place);
      isPlaced = true;
      finish();
    } catch (error) {
      if (isPlaced) rmSync(place, { recursive: true, force: true });
      if (isThere) renameSync(old, place);
      throw error;
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function foldersOf(files: readonly File[]): string[] {
  return [...new Set(['.', ...files.map(({ path }) => dirname(path))])];
}

function writeToDisk(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Flushes its entries; some systems do not open folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
