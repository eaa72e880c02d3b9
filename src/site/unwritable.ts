import { SweepError, systemCode } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder that it belongs in does not exist',
  ENOTDIR: 'what it belongs in is no folder',
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is used up",
  EFBIG: 'files may not grow so large (`ulimit -f`)',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EBUSY: 'it is in use',
  ENAMETOOLONG: 'its name is too long',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR_WRITE: 'the disk takes no more',
};
const FULL: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'];

/** Why a folder cannot be written, of which nothing is left. What is wrong with something else is said as it is. */
export function unwritable(path: string, error: unknown): unknown {
  if (error instanceof SweepError && error.code === 'export_failed') return error;
  const code = systemCode(error instanceof SweepError ? error.cause : error);
  const why = REASONS[code ?? ''];
  if (why === undefined) return error;
  const hint = FULL.includes(code)
    ? 'Nothing of it was left. Free some space, or choose another --out.'
    : 'Choose another --out.';
  return new SweepError('export_failed', `${path} cannot be written: ${why}.`, hint, error);
}
