import { open } from 'node:fs/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SweepError, systemCode } from '../../errors.ts';
import { FILE_ROLES, type FileRole } from '../source.ts';
import { unreadable } from '../verify.ts';
import { type Arrays, NUMPY_NAMES } from './array.ts';
import { parseNpy } from './npy.ts';
import { readMember } from './zipMember.ts';

/**
 * Reads `x_train, y_train, x_test, y_test` from a Keras-style `.npz` file (a zip archive of `.npy` arrays).
 * @throws SweepError `dataset_damaged`, `dataset_invalid`.
 */
export async function readNpz(path: string): Promise<Arrays> {
  const zip = await openArchive(path);
  try {
    const entries = await entriesOf(zip, path);
    const arrays: Partial<Record<FileRole, Arrays[FileRole]>> = {};
    for (const role of FILE_ROLES) {
      const name = NUMPY_NAMES[role];
      const origin = `${path}: ${name}`;
      const bytes = await readMember(zip, entries.get(name)!, origin);
      arrays[role] = parseNpy(bytes, { origin, name }, role.endsWith('Images') ? 'images' : 'labels');
    }
    return arrays as Arrays;
  } finally {
    zip.close();
  }
}

async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch (error) {
    throw await notAnArchive(path, error);
  }
}

/** The members of the archive by the names of their arrays. */
async function entriesOf(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/\.npy$/, ''), entry);
  } catch (error) {
    throw await notAnArchive(path, error);
  }
  const wanted = Object.values(NUMPY_NAMES);
  const missing = wanted.filter((name) => !entries.has(name));
  if (missing.length === 0) return entries;
  const found = entries.size === 0 ? 'it is empty' : `it has ${[...entries.keys()].slice(0, 8).join(', ')}`;
  const call = wanted.map((name) => `${name}=${name}`).join(', ');
  throw new SweepError(
    'dataset_invalid',
    `${path} lacks ${missing.join(', ')}; ${found}.`,
    `In numpy: np.savez_compressed("data.npz", ${call}).`,
  );
}

async function notAnArchive(path: string, error: unknown): Promise<SweepError> {
  const hint = 'Copy the file again, write it with np.savez, or name a folder of IDX files.';
  const problem = systemCode(error) ? unreadable(error) : contentOf(await firstBytes(path));
  return new SweepError('dataset_damaged', `${path} ${problem}.`, hint, error);
}

function contentOf(start: string): string {
  if (start === '') return 'is empty';
  if (start.startsWith('PK')) return 'is truncated or damaged: its list of arrays cannot be read';
  if (start.endsWith('NUMPY')) return 'is a single .npy array, not an .npz file of four';
  return 'is no .npz file (a zip archive of .npy arrays)';
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(6), 0, 6, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
