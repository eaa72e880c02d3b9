import { lstatSync, statSync } from 'node:fs';
import { SweepError, systemCode } from '../../errors.ts';

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

/** @throws SweepError `export_failed` for a folder and, unless it may be overwritten, for a file that is there. */
export function requireFree(path: string, overwrite: boolean): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SweepError('export_failed', `${path} is a folder.`, 'Give --out the name of a file.');
  }
  if (there && !overwrite) {
    throw new SweepError(
      'export_failed',
      `${path} exists.`,
      'Choose another --out, or overwrite it with --force.',
    );
  }
}

/** Why a file could not be written; an error of our own stays what it is. */
export function unwritable(path: string, error: unknown): SweepError {
  if (error instanceof SweepError) return error;
  const why = REASONS[systemCode(error) ?? ''] ?? String(error);
  return new SweepError(
    'export_failed',
    `${path} cannot be written: ${why}.`,
    'Choose another --out.',
    error,
  );
}
