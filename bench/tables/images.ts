// Writes the part of Fashion-MNIST that the table's networks train on, as a folder of four files; a word is the folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadDataset } from '../../src/data/load.ts';

const OF_EACH_CLASS = 1100;
const [folder = '.cache/tables/images'] = process.argv.slice(2);
const here = { env: process.env, home: homedir(), cwd: process.cwd() };
const { dataset } = await loadDataset({ name: 'fashion-mnist' }, here);
mkdirSync(folder, { recursive: true });
write('train', dataset.train, OF_EACH_CLASS);
write('t10k', dataset.test, Infinity);

/** The first images of each class, in the order of the file. */
function write(stem: string, { images, labels }: typeof dataset.train, ofEachClass: number): void {
  const seen = new Map<number, number>();
  const chosen = [...labels.keys()].filter((index) => {
    const label = labels[index]!;
    seen.set(label, (seen.get(label) ?? 0) + 1);
    return seen.get(label)! <= ofEachClass;
  });
  const bytes = images.length / labels.length;
  const side = Math.sqrt(bytes);
  const pixels = chosen.map((index) => images.subarray(index * bytes, (index + 1) * bytes));
  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer).swap32();
  const file = (name: string, ...parts: Uint8Array[]) =>
    writeFileSync(join(folder, `${stem}-${name}-ubyte.gz`), gzipSync(Buffer.concat(parts)));
  file('images-idx3', words(0x803, chosen.length, side, side), ...pixels);
  file(
    'labels-idx1',
    words(0x801, chosen.length),
    Uint8Array.from(chosen, (index) => labels[index]!),
  );
}
