import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { SweepError, systemCode } from '../errors.ts';
import { nearest } from './suggest.ts';

/** Larger than any spec that a person writes. */
export const MAX_BYTES = 1_000_000;

/**
 * The text of a spec's file.
 * @throws SweepError `spec_not_found` if it is missing, no file or not readable; `spec_invalid` if it is
 * larger than 1 MB or no UTF-8 text.
 */
export function readSpecFile(path: string): string {
  return specText(readBytes(path), path);
}

/** The bytes of a spec as text; `path` is their source. */
export function specText(bytes: Uint8Array, path: string): string {
  if (bytes.length > MAX_BYTES) throw tooLarge(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below, together with text that holds zero bytes.
  }
  throw new SweepError(
    'spec_invalid',
    `${path} is not a text file in UTF-8.`,
    'A spec is YAML: sweep run my-sweep.yaml',
  );
}

function readBytes(path: string): Uint8Array {
  try {
    const found = existsSync(path) ? path : (sameName(path) ?? path);
    const status = statSync(found);
    if (status.isDirectory()) throw isDirectory(path);
    if (status.isFile() && status.size > MAX_BYTES) throw tooLarge(path);
    return readAtMost(found, MAX_BYTES + 1);
  } catch (error) {
    if (error instanceof SweepError) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw missing(path);
    const reason = code === 'EACCES' || code === 'EPERM' ? 'you may not read it' : String(code ?? error);
    throw new SweepError(
      'spec_not_found',
      `${path} cannot be read: ${reason}.`,
      'Check the permissions of the file.',
      error,
    );
  }
}

/** The first bytes of a file that may never end, such as a device or a pipe. */
function readAtMost(path: string, most: number): Uint8Array {
  const bytes = Buffer.alloc(most);
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) {
      read = readSync(descriptor, bytes, length, most - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** A spec beside it whose name differs only in how accents are encoded: file systems and keyboards differ. */
function sameName(path: string): string | undefined {
  const name = specsIn(dirname(path)).find((spec) => spec.normalize() === basename(path).normalize());
  return name === undefined ? undefined : join(dirname(path), name);
}

/** The specs in the working directory and in its folder `sweeps`. */
export function specsAtHand(): string[] {
  const here = specsIn('.');
  return here.length > 0 ? here : specsIn('sweeps').map((name) => join('sweeps', name));
}

function missing(path: string): SweepError {
  const specs = specsIn(dirname(path));
  const meant =
    nearest(basename(path), specs) ?? specs.find((name) => basename(name, extname(name)) === basename(path));
  const hint =
    meant !== undefined
      ? `Did you mean ${join(dirname(path), meant)}?`
      : specs.length > 0
        ? `There are ${listed(specs)} ${dirname(path) === '.' ? 'here' : `in ${dirname(path)}`}.`
        : 'Check the path; it is relative to the working directory.';
  return new SweepError('spec_not_found', `There is no file ${path}.`, hint);
}

function isDirectory(path: string): SweepError {
  const specs = specsIn(path);
  const hint =
    specs.length > 0
      ? `Name a spec in it: ${listed(specs.map((name) => join(path, name)))}.`
      : 'Name a YAML file.';
  return new SweepError('spec_not_found', `${path} is a directory, not a spec.`, hint);
}

function tooLarge(path: string): SweepError {
  return new SweepError(
    'spec_invalid',
    `${path} is larger than 1 MB, which no spec is.`,
    'Name a YAML file.',
  );
}

function specsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => ['.yaml', '.yml'].includes(extname(name)))
      .sort();
  } catch {
    return [];
  }
}

/** The first five of some names. */
export function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and others` : names.join(', ');
}
