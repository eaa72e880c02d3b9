import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contentBytes, grouped } from '../../src/data/source.ts';
import { damageOf } from '../../src/data/verify.ts';
import { idxFile, smallSource } from './smallSource.ts';

const { source, bytes } = smallSource();
const file = source.files.trainImages;
const whole = bytes.get(file.name)!;
const plain = gunzipSync(whole);

function changed(original: Buffer, at: number): Buffer {
  const copy = Buffer.from(original);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

describe('a file is accepted', () => {
  test.each([
    ['as it was published', whole],
    ['unpacked', plain],
    ['packed anew in another way', gzipSync(plain, { level: 1 })],
  ])('%s', (_, content) => {
    expect(damageOf(content, file, source)).toBeUndefined();
  });
});

describe('a damaged file is told apart', () => {
  const half = whole.subarray(0, 50_000);
  test.each([
    ['empty', Buffer.alloc(0), 'is empty'],
    ['truncated', half, `is truncated (50,000 of ${grouped(file.bytes)} bytes)`],
    ['cut after one byte', whole.subarray(0, 1), 'is neither gzip nor IDX (1 bytes)'],
    [
      'unpacked and truncated',
      plain.subarray(0, 777),
      `is truncated (777 of ${grouped(contentBytes(file))} bytes)`,
    ],
    ['unpacked and too long', Buffer.concat([plain, plain.subarray(0, 1)]), 'is too long'],
    ['altered within the gzip', changed(whole, 60_000), 'was altered (sha256'],
    ['altered, then packed', gzipSync(changed(plain, 60_000)), 'was altered (sha256'],
    ['unpacked and altered', changed(plain, 60_000), 'was altered (sha256'],
    ["another dataset's of the same shape", gzipSync(idxFile([300, 28, 28], 99)), 'was altered (sha256'],
    [
      'of another shape',
      gzipSync(idxFile([250, 28, 28], 99)),
      'holds 250 × 28 × 28 bytes, not the 300 × 28 × 28',
    ],
    ['an error page', Buffer.from('<html>503</html>'), 'is neither gzip nor IDX (16 bytes)'],
    ['swapped', bytes.get(source.files.testImages.name)!, 'holds the test images, not the training images'],
    [
      'swapped and unpacked',
      gunzipSync(bytes.get(source.files.trainLabels.name)!),
      'holds the training labels, not the training images',
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(20_000_000)), 'unpacks to more than the dataset has'],
  ])('%s', (_, content, words) => {
    expect(damageOf(content, file, source)).toContain(words);
  });

  test('with the larger images under the name of the smaller', () => {
    expect(damageOf(gzipSync(plain, { level: 1 }), source.files.testImages, source)).toBe(
      'holds the training images, not the test images',
    );
  });
});
