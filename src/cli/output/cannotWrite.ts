import { SweepError, systemCode } from '../../errors.ts';
import { lackOfFiles } from '../../openFiles.ts';

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
  ELOOP: 'links lead there in a circle',
  EBUSY: 'it is in use, as where a disk is mounted',
  EIO: 'the disk reports an error',
};

/** Does what writes to a path; an error of the system becomes a sentence. */
export function writingTo<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Why a path could not be written, as a sentence; an error of our own stays what it is. */
export function unwritable(path: string, error: unknown): unknown {
  if (error instanceof SweepError || lackOfFiles(error)) return error;
  const why = REASONS[systemCode(error) ?? ''] ?? String(error);
  const message = `${path} cannot be written: ${why}.`;
  return new SweepError('export_failed', message, 'Choose another --out.', error);
}
