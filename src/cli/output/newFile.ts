import { lstatSync, statSync } from 'node:fs';
import { SweepError, systemCode } from '../../errors.ts';
import { writeFileWhole } from './wholeFile.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is used up",
  EFBIG: 'files may not grow so large (`ulimit -f`)',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Says what stands where a file is to be written, before the work for it is done.
 * @throws SweepError `export_failed` for a folder, and for a file that may not be overwritten.
 */
export function requireRoom(path: string, overwrite: boolean): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SweepError('export_failed', `${path} is a folder.`, 'Give --out the name of a file.');
  }
  if (overwrite || !lstatSync(path, { throwIfNoEntry: false })) return;
  const hint = 'Choose another --out, or overwrite it with --force.';
  throw new SweepError('export_failed', `${path} exists.`, hint);
}

/** Does what writes to `path`, and says what was in its way. @throws SweepError `export_failed`. */
export function writingTo<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof SweepError) throw error;
    const why = REASONS[systemCode(error) ?? ''] ?? String(error);
    throw new SweepError(
      'export_failed',
      `${path} cannot be written: ${why}.`,
      'Choose another --out.',
      error,
    );
  }
}

/** Writes a file whole or not at all. @throws SweepError `export_failed`. */
export function writeNewFile(path: string, content: string | Uint8Array): void {
  writingTo(path, () => writeFileWhole(path, content));
}
