import { describe, expect, test } from 'vitest';
import { idxBytes, idxDims, parseIdx } from '../../src/data/idx.ts';
import { idxFile } from './smallSource.ts';

describe('an IDX file', () => {
  test('of images has three dimensions and its bytes row by row', () => {
    const file = idxFile([2, 3, 4], 1);
    const { dims, data } = parseIdx(file, 'images');
    expect(dims).toEqual([2, 3, 4]);
    expect([...data]).toEqual([...file.subarray(16)]);
  });

  test('of labels has one dimension', () => {
    expect(parseIdx(idxFile([5], 1), 'labels').data).toHaveLength(5);
    expect(idxBytes([5])).toBe(13);
  });

  test('of images with channels has four dimensions', () => {
    expect(parseIdx(idxFile([2, 3, 3, 4], 1), 'images').dims).toEqual([2, 3, 3, 4]);
  });

  test('that lies in the middle of a larger buffer is read from its own beginning', () => {
    const padded = Buffer.concat([Buffer.from([9, 9, 9]), idxFile([5], 1)]);
    expect(parseIdx(padded.subarray(3), 'labels').dims).toEqual([5]);
  });

  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['text', Buffer.from('<html>not found</html>')],
    ['numbers that are no bytes', Buffer.from([0, 0, 0x0d, 1, 0, 0, 0, 0])],
    ['two dimensions', Buffer.from([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5])],
    ['a header that breaks off', Buffer.from([0, 0, 8, 3, 0, 0, 0, 1])],
  ])('with %s is refused by name', (_, bytes) => {
    expect(idxDims(bytes)).toBeUndefined();
    expect(() => parseIdx(bytes, 'this-file')).toThrow('this-file is no IDX file');
  });

  test.each([-1, 1])('that is %i byte off the length its header says is refused', (off) => {
    const file = Buffer.concat([idxFile([5], 1), Buffer.alloc(1)]);
    const error = expect.objectContaining({
      code: 'dataset_damaged',
      message: expect.stringContaining('wrong length'),
    });
    expect(() => parseIdx(file.subarray(0, 13 + off), 'labels')).toThrow(error);
  });
});
