import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SweepError, systemCode } from '../../errors.ts';
import { isGzip } from '../gzip.ts';
import { parseIdx } from '../idx.ts';
import { sharedCopy } from '../shared.ts';
import { FILE_ROLES, type FileRole } from '../source.ts';
import { unreadable } from '../verify.ts';
import { type Arrays, type IntegerArray, NUMPY_NAMES } from './array.ts';

/** The names without endings such as `-idx3-ubyte`. */
const STEMS: Readonly<Record<FileRole, string>> = {
  trainImages: 'train-images',
  trainLabels: 'train-labels',
  testImages: 't10k-images',
  testLabels: 't10k-labels',
};

/**
 * Reads the four IDX files of a folder, with MNIST's names (`train-images-idx3-ubyte`, with a dot for the
 * second dash, `idx4` for colour images), gzipped or not; if both exist, the unpacked one.
 * @throws SweepError `dataset_missing` (all missing files at once), `dataset_damaged`.
 */
export async function readIdxFolder(folder: string): Promise<Arrays> {
  const names = await fileNames(folder);
  const arrays: Partial<Record<FileRole, IntegerArray>> = {};
  for (const role of FILE_ROLES) {
    arrays[role] = await readIdx(join(folder, names[role]), NUMPY_NAMES[role]);
  }
  return arrays as Arrays;
}

async function fileNames(folder: string): Promise<Record<FileRole, string>> {
  const present = await readdir(folder).catch((error: unknown) => {
    throw new SweepError('dataset_missing', `${folder} ${unreadable(error)}.`, undefined, error);
  });
  const found = FILE_ROLES.map(
    (role) => [role, candidates(role).filter((name) => present.includes(name))] as const,
  );
  const absent = found.flatMap(([role, names]) => (names.length === 0 ? [usualName(role)] : []));
  if (absent.length > 0) throw missing(folder, absent, present);
  for (const [, names] of found) requireOne(folder, names);
  return Object.fromEntries(found.map(([role, names]) => [role, names[0]])) as Record<FileRole, string>;
}

/** In the order of the search. */
function candidates(role: FileRole): string[] {
  const ranks = role.endsWith('Images') ? [3, 4] : [1];
  const plain = ranks.flatMap((rank) => ['-', '.'].map((dash) => `${STEMS[role]}${dash}idx${rank}-ubyte`));
  return plain.flatMap((name) => [name, `${name}.gz`]);
}

function usualName(role: FileRole): string {
  return candidates(role)[0]!;
}

/** Two files for the same content may differ, so there must be only one. */
function requireOne(folder: string, names: readonly string[]): void {
  const [first, second] = new Set(names.map((name) => name.replace(/\.gz$/, '')));
  if (second === undefined) return;
  const message = `${folder} has both ${first} and ${second}, and it is not clear which one is meant.`;
  throw new SweepError('dataset_invalid', message, 'Move one of them elsewhere.');
}

async function readIdx(path: string, name: string): Promise<IntegerArray> {
  const packed = await readFile(path).catch((error: unknown) => {
    throw damaged(path, unreadable(error), error);
  });
  const { dims, data } = parseIdx(isGzip(packed) ? await unpack(packed, path) : packed, path);
  return { origin: path, name, shape: dims, values: sharedCopy(data) };
}

async function unpack(packed: Buffer, path: string): Promise<Buffer> {
  return promisify(gunzip)(packed).catch((error: unknown) => {
    const truncated = systemCode(error) === 'Z_BUF_ERROR';
    throw damaged(
      path,
      truncated ? 'is truncated: its gzip stream breaks off' : 'is a damaged gzip file',
      error,
    );
  });
}

function missing(folder: string, absent: readonly string[], present: readonly string[]): SweepError {
  const archives = present.filter((name) => name.endsWith('.npz'));
  const hint =
    archives.length > 0
      ? `It has ${archives.slice(0, 3).join(', ')}: a path may name an .npz file itself.`
      : 'They may be gzipped (.gz) and have a dot before idx; colour images are idx4. Or name an .npz file.';
  return new SweepError('dataset_missing', `${folder} lacks ${absent.join(', ')}.`, hint);
}

function damaged(path: string, problem: string, cause: unknown): SweepError {
  return new SweepError('dataset_damaged', `${path} ${problem}.`, 'Copy or download the file again.', cause);
}
