import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { SweepError } from '../../errors.ts';
import type { Exporter } from '../../export/exporter.ts';
import { fileNamePart } from '../../fileName.ts';
import { requireFree } from '../output/freePath.ts';
import { writingTo } from '../output/writingTo.ts';
import { endingsOf, namesMainFile } from './endings.ts';
import { requireReplaceable } from './ownFolder.ts';

/** The place that an export is written to. */
export type Place =
  | { readonly kind: 'output' }
  /**
   * `written` is the path on the command line; `isStream` is true for something that is no file, such as a
   * pipe.
   */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly written: string;
      readonly isStream: boolean;
    }
  | { readonly kind: 'folder'; readonly path: string; readonly written: string };

export interface Wish {
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
  readonly sweep: string;
  readonly trial: number;
}

/**
 * A format that is no model is text: it is printed unless --out is given, and written as a file unless --out
 * names a folder.
 * @throws SweepError `usage`, or `export_failed` if nothing can be written there; that is known before
 * anything is trained.
 */
export async function choosePlace(exporter: Exporter, wish: Wish): Promise<Place> {
  if (wish.out === '-' || (wish.out === undefined && exporter.card === undefined)) return { kind: 'output' };
  const written = wish.out ?? `${fileNamePart(wish.sweep)}-${wish.trial}-${exporter.name}`;
  const path = resolve(written);
  const there = writingTo(path, () => statSync(path, { throwIfNoEntry: false }));
  const force = wish.force === true;
  if (there && !there.isDirectory() && !there.isFile()) {
    requireMainFile(exporter, written);
    return { kind: 'file', path, written, isStream: true };
  }
  const isFile =
    !there?.isDirectory() &&
    !isWrittenAsFolder(written) &&
    ((await namesMainFile(written, exporter)) || exporter.card === undefined);
  const place = isFile
    ? ({ kind: 'file', path, written, isStream: false } as const)
    : ({ kind: 'folder', path, written } as const);
  requirePlace(place, force, exporter);
  return place;
}

/**
 * Checks again before the writing: the training lies in between, and a file created meanwhile would be
 * replaced.
 * @throws SweepError `export_failed` if nothing can be written there.
 */
export function requirePlace(
  { kind, path }: Exclude<Place, { kind: 'output' }>,
  force: boolean,
  exporter: Exporter,
): void {
  writingTo(path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (kind === 'file') requireFree(path, force);
    else requireFolderPlace(path, there, force, exporter);
    requireParent(there ? realpathSync(path) : path);
  });
}

/**
 * @throws SweepError `usage` for a format of which no file works alone.
 */
export function requireMainFile({ name, mainFile }: Exporter, written: string): string {
  if (mainFile !== undefined) return mainFile;
  const message = `The format ${name} is a folder of files, which do not fit into ${written === '-' ? 'standard output' : written}.`;
  throw new SweepError('usage', message, 'Give --out the name of a folder.');
}

function isWrittenAsFolder(written: string): boolean {
  return written.endsWith('/') || written.endsWith(sep);
}

function requireFolderPlace(
  path: string,
  there: Stats | undefined,
  force: boolean,
  exporter: Exporter,
): void {
  const refuse = (message: string, hint: string) => new SweepError('export_failed', message, hint);
  if (!there && lstatSync(path, { throwIfNoEntry: false })) {
    throw refuse(`${path} is a link that leads nowhere.`, 'Remove it, or choose another --out.');
  }
  if (!there) return;
  const [ending] = endingsOf(exporter);
  if (there.isFile()) {
    const alone = ending ? `; a name that ends in ${ending} gets the file alone` : '';
    throw refuse(`${path} is a file, and the export is a folder.`, `Choose another --out${alone}.`);
  }
  const real = realpathSync(path);
  if (`${realpathSync(process.cwd())}${sep}`.startsWith(real === sep ? sep : `${real}${sep}`)) {
    throw refuse(`${path} is the working directory or a folder above it.`, 'Give --out a new name.');
  }
  requireReplaceable(real, force);
}

function requireParent(path: string): void {
  const parent = dirname(path);
  if (!statSync(parent).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  accessSync(parent, constants.W_OK);
}
