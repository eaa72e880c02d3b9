import { lstatSync, statSync } from 'node:fs';
import { SweepError } from '../../errors.ts';

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
