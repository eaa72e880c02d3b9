import { lstatSync, statSync } from 'node:fs';
import { SweepError } from '../../errors.ts';

/**
 * Something that is no file, such as a pipe, loses nothing by being written to.
 * @throws SweepError `export_failed` for a folder and, unless it may be overwritten, for an existing file.
 */
export function requireFree(path: string, overwrite: boolean): void {
  const target = statSync(path, { throwIfNoEntry: false });
  if (target?.isDirectory()) {
    throw new SweepError('export_failed', `${path} is a folder.`, 'Give --out the name of a file.');
  }
  if (overwrite || (target && !target.isFile())) return;
  if (lstatSync(path, { throwIfNoEntry: false })) {
    throw new SweepError(
      'export_failed',
      `${path} exists.`,
      'Choose another --out, or overwrite it with --force.',
    );
  }
}
