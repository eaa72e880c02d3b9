import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach } from 'vitest';
import { FASHION_MNIST } from '../../src/data/fashionMnist.ts';
import { sha256 } from '../../src/data/fingerprint.ts';
import { idxBytes } from '../../src/data/idx.ts';
import type { Surroundings } from '../../src/data/places.ts';
import { FILE_ROLES, type FileRole, type Source, type SourceFile } from '../../src/data/source.ts';
import { Random } from '../../src/random.ts';

/** A small dataset of noise in the format of Fashion-MNIST, with its published bytes by file name. */
export interface SmallSource {
  readonly source: Source;
  readonly bytes: ReadonlyMap<string, Buffer>;
}

export const TRAIN_COUNT = 300;
export const TEST_COUNT = 100;

/** An IDX file of noise; labels are below 10 and balanced. */
export function idxFile(dims: readonly number[], seed: number): Buffer {
  const header = Buffer.alloc(4 + 4 * dims.length);
  header[2] = 8;
  header[3] = dims.length;
  dims.forEach((side, i) => {
    header.writeUInt32BE(side, 4 + 4 * i);
  });
  const random = Random.of(seed);
  const data = Buffer.alloc(idxBytes(dims) - header.length);
  for (let i = 0; i < data.length; i++) data[i] = dims.length === 1 ? i % 10 : random.below(256);
  return Buffer.concat([header, data]);
}

export function smallSource(): SmallSource {
  const bytes = new Map<string, Buffer>();
  const files = Object.fromEntries(
    FILE_ROLES.map((role, i) => {
      const { name, holds } = FASHION_MNIST.files[role];
      const count = role.startsWith('train') ? TRAIN_COUNT : TEST_COUNT;
      const dims = role.endsWith('Images') ? [count, 28, 28] : [count];
      const content = idxFile(dims, i);
      const gzipped = gzipSync(content);
      bytes.set(name, gzipped);
      const file: SourceFile = {
        name,
        holds,
        bytes: gzipped.length,
        sha256: sha256(gzipped),
        content: { dims, sha256: sha256(content) },
      };
      return [role, file];
    }),
  ) as Record<FileRole, SourceFile>;
  return { source: { ...FASHION_MNIST, addresses: [], files }, bytes };
}

const temporary: string[] = [];

/** An empty folder, removed after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-data-'));
  temporary.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of temporary.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A home, a working directory and an environment without variables; `env` adds some. */
export async function bareSurroundings(env: Surroundings['env'] = {}): Promise<Surroundings> {
  const root = await emptyFolder();
  const home = join(root, 'home');
  const cwd = join(root, 'work');
  await mkdir(home);
  await mkdir(cwd);
  return { env, cwd, home };
}

/** Makes a folder with files; `change` alters files, adds some, or drops those that are undefined. */
export async function putFiles(
  folder: string,
  bytes: ReadonlyMap<string, Buffer>,
  change: Readonly<Record<string, Buffer | undefined>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries({ ...Object.fromEntries(bytes), ...change })) {
    if (content) await writeFile(join(folder, name), content);
  }
}
