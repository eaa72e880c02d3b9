import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file completely or not at all, and leaves nothing beside it. The content is on the disk before the
 * file takes its name: some disks report only then that they are full. A link stays a link and its file keeps
 * its permissions; something that is no file, such as a pipe, is written to directly.
 */
export function writeFileWhole(path: string, content: string | Uint8Array): void {
  for (const _ of writing(path, [content]));
}

/**
 * The same for content that comes piece by piece; `between` is awaited after each piece, and if it throws,
 * nothing is left.
 */
export async function writePiecesWhole(
  path: string,
  pieces: Iterable<string | Uint8Array>,
  between: () => Promise<void>,
): Promise<void> {
  for (const _ of writing(path, pieces)) await between();
}

/** Yields after each piece; returning early removes what was written. */
function* writing(path: string, pieces: Iterable<string | Uint8Array>): Generator<void> {
  const there = statSync(path, { throwIfNoEntry: false });
  const isFile = there?.isFile() ?? true;
  const place = there && isFile ? realpathSync(path) : path;
  // Not longer than the file's own name can be.
  const part = isFile ? join(dirname(place), `.sweep-${process.pid}.part`) : place;
  let isWhole = false;
  try {
    const file = openSync(part, 'w');
    try {
      if (there && isFile) fchmodSync(file, there.mode);
      for (const piece of pieces) {
        writeFileSync(file, piece);
        yield;
      }
      if (isFile) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isFile) renameSync(part, place);
    isWhole = true;
  } finally {
    if (isFile && !isWhole) rmSync(part, { force: true });
  }
}
