import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../src/data/fingerprint.ts';
import { readOwnDataset } from '../../../src/data/own/readOwn.ts';
import { type NpyOptions, npyFile, npzFile } from '../../helpers/numpyFiles.ts';
import { folderOf } from './folder.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const scratch = mkdtempSync(join(tmpdir(), 'sweep-npz-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bytesOf = (values: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Labels in each integer type of numpy. */
const TYPES: Readonly<Record<string, (labels: readonly number[]) => Uint8Array>> = {
  '|u1': (labels) => Uint8Array.from(labels),
  '|i1': (labels) => bytesOf(Int8Array.from(labels)),
  '<u2': (labels) => bytesOf(Uint16Array.from(labels)),
  '<i2': (labels) => bytesOf(Int16Array.from(labels)),
  '<u4': (labels) => bytesOf(Uint32Array.from(labels)),
  '<i4': (labels) => bytesOf(Int32Array.from(labels)),
  '<u8': (labels) => bytesOf(BigUint64Array.from(labels, BigInt)),
  '<i8': (labels) => bytesOf(BigInt64Array.from(labels, BigInt)),
};

const written = fc
  .record({
    side: fc.integer({ min: 1, max: 6 }),
    channels: fc.constantFrom([], [1], [3]),
    version: fc.constantFrom(1 as const, 2 as const, 3 as const),
    compressed: fc.boolean(),
    column: fc.boolean(),
    descr: fc.constantFrom(...Object.keys(TYPES)),
  })
  .chain((form) => {
    const most = { '|u1': 255, '|i1': 127 }[form.descr] ?? 999;
    const labels = fc.array(fc.nat({ max: most }), { minLength: 1, maxLength: 20 });
    return fc.record({ form: fc.constant(form), train: labels, test: labels, seed: fc.nat({ max: 255 }) });
  })
  .filter(({ train, test }) => Math.max(...train, ...test) > 0);

describe('an .npz file', () => {
  it('is read back whole, however it was written', async () => {
    const path = join(scratch, 'any.npz');
    await fc.assert(
      fc.asyncProperty(written, async ({ form, train, test, seed }) => {
        const { side, channels, version, descr, column, compressed } = form;
        const pixels = (count: number) =>
          Uint8Array.from(
            { length: count * side * side * (channels[0] ?? 1) },
            (_, i) => (i * 7 + seed) % 256,
          );
        const x = (count: number) =>
          npyFile({ descr: '|u1', shape: [count, side, side, ...channels], data: pixels(count), version });
        const y = (labels: readonly number[]) => {
          const shape = column ? [labels.length, 1] : [labels.length];
          return npyFile({ descr, shape, data: TYPES[descr]!(labels), version });
        };
        const members = {
          y_train: y(train),
          x_test: x(test.length),
          y_test: y(test),
          x_train: x(train.length),
        };
        writeFileSync(path, npzFile(members, { compressed }));
        const dataset = await readOwnDataset({ name: 'any', path });
        const classes = 1 + Math.max(...train, ...test);
        expect(dataset.input).toEqual({ shape: [side, side, channels[0] ?? 1], classes });
        expect([...dataset.train.labels]).toEqual(train);
        expect([...dataset.test.labels]).toEqual(test);
        expect([...dataset.train.images]).toEqual([...pixels(train.length)]);
        expect([...dataset.test.images]).toEqual([...pixels(test.length)]);
        const sets = [
          { images: pixels(train.length), labels: Uint16Array.from(train) },
          { images: pixels(test.length), labels: Uint16Array.from(test) },
        ] as const;
        expect(dataset.fingerprint).toBe(fingerprintOf(dataset.input, ...sets));
      }),
    );
  });

  it.each([
    ['stored.npz', [4, 4, 1]],
    ['deflated.npz', [4, 4, 1]],
    ['colour.npz', [5, 5, 3]],
  ])('of numpy itself is read: %s', async (file, shape) => {
    const dataset = await readOwnDataset({ name: 'numpy', path: join(FIXTURES, file) });
    const size = shape.reduce((a, b) => a * b);
    expect(dataset).toMatchObject({
      name: 'numpy',
      synthetic: false,
      path: join(FIXTURES, file),
      input: { shape, classes: 3 },
      classNames: ['0', '1', '2'],
      trainCount: 9,
      testCount: 6,
    });
    expect(dataset.train.images).toEqual(Uint8Array.from({ length: 9 * size }, (_, i) => i % 251));
    expect([...dataset.test.labels]).toEqual([0, 1, 2, 0, 1, 2]);
    for (const { images, labels } of [dataset.train, dataset.test]) {
      expect(images.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(labels.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it('has the fingerprint of its content: stored and deflated, flat and with a channel, of any label type', async () => {
    const [stored, deflated] = await Promise.all(
      ['stored.npz', 'deflated.npz'].map((file) =>
        readOwnDataset({ name: file, path: join(FIXTURES, file) }),
      ),
    );
    expect(stored!.fingerprint).toBe(deflated!.fingerprint);
  });
});

const GOOD: Readonly<Record<string, NpyOptions>> = {
  x_train: { descr: '|u1', shape: [6, 2, 2], data: new Uint8Array(24) },
  y_train: { descr: '|u1', shape: [6], data: Uint8Array.of(0, 1, 2, 0, 1, 2) },
  x_test: { descr: '|u1', shape: [3, 2, 2], data: new Uint8Array(12) },
  y_test: { descr: '|u1', shape: [3], data: Uint8Array.of(0, 1, 2) },
};

function npzWith(changes: Readonly<Record<string, NpyOptions>>): Buffer {
  const arrays = Object.entries({ ...GOOD, ...changes });
  return npzFile(Object.fromEntries(arrays.map(([name, options]) => [name, npyFile(options)])));
}

const zeros = (descr: string, shape: readonly number[], bytes: number): NpyOptions => ({
  descr,
  shape,
  data: new Uint8Array(bytes),
});

describe('an .npz file with a mistake', () => {
  it.each<[string, Record<string, NpyOptions>, RegExp, RegExp]>([
    [
      'float images',
      { x_train: zeros('<f4', [6, 2, 2], 96) },
      /x_train holds float32; images must be uint8/,
      /\* 255.*astype\("uint8"\)/,
    ],
    [
      'wide images',
      { x_test: zeros('<i8', [3, 2, 2], 96) },
      /x_test holds int64/,
      /x_test\.astype\("uint8"\)/,
    ],
    ['images of bits', { x_test: zeros('|b1', [3, 2, 2], 12) }, /x_test holds bool/, /\* 255/],
    [
      'float labels',
      { y_train: zeros('<f8', [6], 48) },
      /y_train holds float64; labels must be integers/,
      /y_train\.astype\("<i8"\)/,
    ],
    [
      'big-endian labels',
      { y_test: zeros('>i4', [3], 12) },
      /y_test holds big-endian int32.*little endian/,
      /y_test\.astype\("<i8"\)/,
    ],
    ['labels of text', { y_test: zeros('<U3', [3], 36) }, /y_test holds text/, /np\.unique/],
    [
      'labels of a structured type',
      { y_test: zeros("[('class', '<i4')]", [3], 12) },
      /y_test holds \[\('class', '<i4'\)\]/,
      /astype/,
    ],
    [
      'Fortran order',
      { x_train: { ...GOOD.x_train!, fortranOrder: true } },
      /x_train is in Fortran order/,
      /np\.ascontiguousarray\(x_train\)/,
    ],
    [
      'flat images',
      { x_train: zeros('|u1', [6, 4], 24) },
      /x_train is 6 × 4: images must be N × side × side/,
      /reshape\(-1, 2, 2\)/,
    ],
    [
      'channels first',
      { x_train: zeros('|u1', [2, 3, 5, 5], 150) },
      /2 × 3 × 5 × 5/,
      /transpose\(0, 2, 3, 1\)/,
    ],
    ['an alpha channel', { x_train: zeros('|u1', [6, 2, 2, 4], 96) }, /6 × 2 × 2 × 4/, /\[\.\.\., :3\]/],
    [
      'images that are not square',
      { x_train: zeros('|u1', [6, 2, 3], 36) },
      /2 × 3, not square/,
      /Crop or pad x_train/,
    ],
    ['images of no pixels', { x_train: zeros('|u1', [6, 0, 0], 0) }, /0 × 0, not square/, /Crop or pad/],
    [
      'an empty test set',
      { x_test: zeros('|u1', [0, 2, 2], 0), y_test: zeros('|u1', [0], 0) },
      /x_test is 0 × 2 × 2: it holds no image/,
      /need images/,
    ],
    [
      'sets of two sizes',
      { x_test: zeros('|u1', [3, 4, 4], 48) },
      /x_test are 4 × 4 × 1, and those of .*x_train are 2 × 2 × 1/,
      /same size/,
    ],
    [
      'too few labels',
      { y_train: zeros('|u1', [5], 5) },
      /y_train has 5 labels, and .*x_train has 6 images/,
      /one label for each image/,
    ],
    [
      'one-hot labels',
      { y_train: zeros('|u1', [6, 3], 18) },
      /y_train is 6 × 3: labels must be N/,
      /argmax\(axis=1\)/,
    ],
    ['a single number as labels', { y_train: zeros('|u1', [], 1) }, /y_train is of a single number/, /^$/],
    [
      'a negative label',
      { y_train: { ...GOOD.y_train!, descr: '|i1', data: Uint8Array.of(0, 255, 0, 0, 0, 0) } },
      /label -1 at index 1.*0 to at most 999/,
      /np\.unique/,
    ],
    [
      'a label of 1,000',
      { y_test: { descr: '<u2', shape: [3], data: Uint8Array.of(0, 0, 232, 3, 0, 0) } },
      /label 1000 at index 1.*1,000 classes/,
      /np\.unique/,
    ],
    [
      'a label that no number holds',
      { y_test: { descr: '<u8', shape: [3], data: new Uint8Array(24).fill(255) } },
      /label 18446744073709551615 at index 0/,
      /np\.unique/,
    ],
    [
      'one class',
      { y_train: zeros('|u1', [6], 6), y_test: zeros('|u1', [3], 3) },
      /All labels .* are 0; there must be two classes/,
      /from 0/,
    ],
  ])('%s', async (_what, changes, message, hint) => {
    const path = join(folderOf({ 'own.npz': npzWith(changes) }), 'own.npz');
    const error = await readOwnDataset({ name: 'own', path }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'dataset_invalid', message: expect.stringMatching(message) });
    expect((error as { message: string }).message).toContain(path);
    expect((error as { hint?: string }).hint ?? '').toMatch(hint);
  });

  it('lacking arrays: says which, what is there, and how to write them', async () => {
    const path = join(folderOf({ 'own.npz': npzFile({ arr_0: npyFile(GOOD.x_train!) }) }), 'own.npz');
    await expect(readOwnDataset({ name: 'own', path })).rejects.toMatchObject({
      code: 'dataset_invalid',
      message: `${path} lacks x_train, y_train, x_test, y_test; it has arr_0.`,
      hint: expect.stringContaining('x_train=x_train'),
    });
  });

  it.each<[string, Buffer, RegExp]>([
    ['an empty file', Buffer.alloc(0), /is empty/],
    ['text', Buffer.from('hello there, this is no archive at all'), /is no \.npz file/],
    ['a lone array', npyFile(GOOD.x_train!), /is a single \.npy array/],
    ['half an archive', npzWith({}).subarray(0, 400), /is truncated or damaged/],
    [
      'an array that is none',
      npzFile({ ...npyMembers(), y_test: Buffer.from('hello') }),
      /y_test is no \.npy array/,
    ],
    [
      'an array of format 9',
      npzFile({ ...npyMembers(), y_test: changed(npyFile(GOOD.y_test!), 6, 9) }),
      /version 9/,
    ],
    [
      'an array without its header',
      npzFile({ ...npyMembers(), y_test: npyFile(GOOD.y_test!).subarray(0, 40) }),
      /breaks off within its header/,
    ],
    [
      'an array without a shape',
      npzFile({ ...npyMembers(), y_test: changed(npyFile(GOOD.y_test!), 12, 0) }),
      /does not give its type/,
    ],
    [
      'an array that is cut short',
      npzFile({ ...npyMembers(), x_train: npyFile(GOOD.x_train!).subarray(0, -1) }),
      /x_train is truncated: 23 bytes instead of the 24 of 6 × 2 × 2/,
    ],
    [
      'an array that is too long',
      npzFile({ ...npyMembers(), x_train: Buffer.concat([npyFile(GOOD.x_train!), Buffer.of(1)]) }),
      /x_train is too long: 25 bytes/,
    ],
    ['an altered byte', changed(npzWith({}), 180, 7), /x_train is damaged: its checksum is wrong/],
    [
      'an altered byte in a deflated array',
      changed(npzFile(npyMembers(), { compressed: true }), 60, 7),
      /x_train is damaged/,
    ],
  ])('%s is damaged', async (_what, bytes, message) => {
    const path = join(folderOf({ 'own.npz': bytes }), 'own.npz');
    await expect(readOwnDataset({ name: 'own', path })).rejects.toMatchObject({
      code: 'dataset_damaged',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\S/),
    });
  });

  it.each<[string, Buffer, RegExp]>([
    ['encrypted', npzFile(npyMembers(), { flags: 1, compressed: true }), /x_train is encrypted/],
    ['compressed by bzip2', npzFile(npyMembers(), { method: 12 }), /method 12; stored and deflated/],
  ])('that is %s cannot be read, and says so', async (_what, bytes, message) => {
    const path = join(folderOf({ 'own.npz': bytes }), 'own.npz');
    await expect(readOwnDataset({ name: 'own', path })).rejects.toMatchObject({
      code: 'dataset_invalid',
      message: expect.stringMatching(message),
    });
  });

  it.each(['float.npz', 'fortran.npz'])('of numpy itself is refused: %s', async (file) => {
    await expect(readOwnDataset({ name: 'own', path: join(FIXTURES, file) })).rejects.toMatchObject({
      code: 'dataset_invalid',
      message: expect.stringMatching(/x_train (holds float64|is in Fortran order)/),
    });
  });
});

function npyMembers(): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(GOOD).map(([name, options]) => [name, npyFile(options)]));
}

function changed(bytes: Buffer, index: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[index] = copy[index] === value ? value + 1 : value;
  return copy;
}
