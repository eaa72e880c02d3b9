import { SweepError, systemCode } from './errors.ts';
import { lackOfFiles } from './openFiles.ts';

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
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR_WRITE: 'the disk takes no more',
};

/**
 * Why a file or folder could not be written, as a sentence; nothing of it is left. An error with another
 * cause is returned unchanged.
 */
export function unwritable(path: string, error: unknown): unknown {
  if ((error instanceof SweepError && error.code === 'export_failed') || lackOfFiles(error)) return error;
  const code = systemCode(error instanceof SweepError ? error.cause : error);
  const why =
    REASONS[code ?? ''] ?? (code?.match(/^E(?!RR_)/) && !(error instanceof SweepError) && String(error));
  if (!why) return error;
  return new SweepError(
    'export_failed',
    `${path} cannot be written: ${why}.`,
    'Choose another --out.',
    error,
  );
}
