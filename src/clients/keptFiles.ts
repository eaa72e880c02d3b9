import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import prettyBytes from 'pretty-bytes';
import { systemCode } from '../errors.ts';
import { type KeptFile, Refusal, type TrialKey } from './tracker.ts';

export interface FileLimits {
  readonly bytesPerFile: number;
  readonly bytesPerTrial: number;
  readonly filesPerTrial: number;
}

const LIMITS: FileLimits = { bytesPerFile: 2 ** 28, bytesPerTrial: 2 ** 30, filesPerTrial: 2000 };

/** The folder of a trial within that of all uploads. */
export function placeOf({ project, id }: TrialKey): string {
  return join(safe(project), safe(id));
}

/** The files that clients upload, in one folder for each trial, within the limits. */
export class KeptFiles {
  private readonly root: string;
  private readonly limits: FileLimits;
  private readonly place: (key: TrialKey) => string;
  /** By the trial's folder: the size of each file, including files that are being written. */
  private readonly sizes = new Map<string, Promise<Map<string, number>>>();
  private written = 0;

  /** `place` is the folder of a trial within the root. */
  constructor(root: string, limits: Partial<FileLimits> = {}, place = placeOf) {
    this.root = root;
    this.limits = { ...LIMITS, ...limits };
    this.place = place;
  }

  /** Keeps the content under a name such as `media/images/a.png`; otherwise returns why not. */
  async keep(key: TrialKey, name: string, content: AsyncIterable<Uint8Array>): Promise<string | undefined> {
    const folder = this.folder(key);
    const path = join(folder, ...parts(name));
    const sizes = await this.sizesOf(folder);
    const limits = this.limits;
    if (!sizes.has(name) && sizes.size >= limits.filesPerTrial) {
      await drain(content);
      return `${name} is not kept: a trial has ${limits.filesPerTrial} files at most.`;
    }
    sizes.set(name, sizes.get(name) ?? 0);
    const part = join(this.root, `.part-${process.pid}-${this.written++}`);
    try {
      await mkdir(dirname(path), { recursive: true });
      const bytes = await writeUpTo(part, content, limits.bytesPerFile);
      const others = sum(sizes) - sizes.get(name)!;
      if (bytes > limits.bytesPerFile || others + bytes > limits.bytesPerTrial) {
        const most = prettyBytes(limits.bytesPerFile, { binary: true });
        const all = prettyBytes(limits.bytesPerTrial, { binary: true });
        return `${name} is not kept: a file has ${most} at most, and all of a trial ${all}.`;
      }
      await rename(part, path);
      sizes.set(name, bytes);
      return undefined;
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
      return `${name} is not kept: ${(error as Error).message}.`;
    } finally {
      await rm(part, { force: true });
      if (sizes.get(name) === 0 && !(await exists(path))) sizes.delete(name);
    }
  }

  async list(key: TrialKey): Promise<readonly KeptFile[]> {
    const folder = this.folder(key);
    const names = [...(await this.sizesOf(folder)).keys()].sort();
    const files = names.map(async (name) => {
      const found = await stat(join(folder, ...parts(name))).catch(() => undefined);
      return found && { name, bytes: found.size, updatedAtMs: found.mtimeMs };
    });
    return (await Promise.all(files)).filter((file) => file !== undefined);
  }

  /** Whether a trial has that file or folder. */
  async has(key: TrialKey, name: string): Promise<boolean> {
    return exists(join(this.folder(key), ...parts(name)));
  }

  async read(key: TrialKey, name: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.folder(key), ...parts(name))).catch(() => undefined);
  }

  private folder(key: TrialKey): string {
    return join(this.root, this.place(key));
  }

  private sizesOf(folder: string): Promise<Map<string, number>> {
    let sizes = this.sizes.get(folder);
    if (!sizes) {
      sizes = found(folder);
      this.sizes.set(folder, sizes);
    }
    return sizes;
  }
}

async function found(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = new Map<string, number>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    sizes.set(path.slice(folder.length + 1).replaceAll('\\', '/'), (await stat(path)).size);
  }
  return sizes;
}

/**
 * Writes at most one chunk more than there is room for, and returns the number of bytes of the whole content.
 */
async function writeUpTo(path: string, content: AsyncIterable<Uint8Array>, room: number): Promise<number> {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      if (bytes <= room) done(null, chunk);
      else done();
    },
  });
  await pipeline(
    Readable.from(content, { objectMode: false }),
    counted,
    createWriteStream(path, { mode: 0o600 }),
  );
  return bytes;
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The parts of a file's name; none of them leads out of its folder. */
function parts(name: string): string[] {
  const all = name.split('/');
  const isSafe = (part: string) =>
    part !== '' && part !== '.' && part !== '..' && part.length <= 200 && !/[\0\\:]/.test(part);
  if (name.length > 1000 || !all.every(isSafe))
    throw new Refusal('invalid', `${JSON.stringify(name.slice(0, 100))} is no name for a file.`);
  return all;
}

function safe(name: string): string {
  return encodeURIComponent(name).replace(/^\./, '%2E').replaceAll('*', '%2A').slice(0, 200);
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
}
