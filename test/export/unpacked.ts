import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import h5wasm, { Dataset, type Group } from 'h5wasm';
import { fromBufferPromise } from 'yauzl';
import type { ExportedFile, Exporter, TrainedTrial } from '../../src/export/exporter.ts';

/** The files of an exporter that takes weights, by their paths. */
export async function exported(exporter: Exporter, trained: TrainedTrial): Promise<Map<string, Uint8Array>> {
  if (exporter.needs !== 'weights') throw new TypeError(`${exporter.name} takes no weights`);
  const files = await exporter.files(trained);
  return new Map(files.map(({ path, content }) => [path, Buffer.from(content as Uint8Array)]));
}

/** Writes the files of an exporter into an existing folder. */
export async function writeInto(folder: string, exporter: Exporter, trained: TrainedTrial): Promise<void> {
  for (const [path, content] of await exported(exporter, trained)) writeFileSync(join(folder, path), content);
}

/** The members of a zip, in their order. */
export async function unzipped(bytes: Uint8Array): Promise<ExportedFile[]> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const files: ExportedFile[] = [];
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    files.push({ path: entry.fileName, content: Buffer.concat(chunks) });
  }
  return files;
}

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The data sets of an HDF5 file by their paths, such as `layers/conv2d/vars/0`. */
export async function tensorsOf(bytes: Uint8Array): Promise<Record<string, StoredTensor>> {
  const { FS } = await h5wasm.ready;
  FS.writeFile('read.h5', bytes);
  const file = new h5wasm.File('read.h5', 'r');
  try {
    return Object.fromEntries(tensorsBelow(file));
  } finally {
    file.close();
    FS.unlink('read.h5');
  }
}

function tensorsBelow(group: Group): [string, StoredTensor][] {
  return group.keys().flatMap((name) => {
    const entity = group.get(name);
    if (entity instanceof Dataset) {
      const value = entity.value as Float32Array | number;
      const values = typeof value === 'number' ? [value] : [...value];
      return [[entity.path.replace(/^\/+/, ''), { shape: entity.shape!, values }]];
    }
    return tensorsBelow(entity as Group);
  });
}
