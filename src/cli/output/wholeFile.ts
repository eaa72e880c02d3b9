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

/**
 * Writes a file whole or not at all, and leaves nothing beside it. It is on the disk before it takes its name: some
 * disks say only then that they are full. A link stays one and its file keeps its permissions; what is no file, such as
 * a pipe, is written to as it is.
 */
export function writeFileWhole(path: string, content: string | Uint8Array): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    writeFileSync(path, content);
    return;
  }
  const place = there ? realpathSync(path) : path;
  const part = `${place}.${process.pid}.part`;
  try {
    const file = openSync(part, 'w');
    try {
      if (there) fchmodSync(file, there.mode);
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, place);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
