import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBytes, classesOf } from '../../src/model/classBytes.ts';

describe('class indices as bytes', () => {
  it('come back as they were, however many classes there are', () => {
    const indices = fc
      .integer({ min: 1, max: 1000 })
      .chain((classes) => fc.tuple(fc.constant(classes), fc.array(fc.nat({ max: classes - 1 }))));
    fc.assert(
      fc.property(indices, ([classes, values]) => {
        const written = classBytes(Uint16Array.from(values), classes);
        expect(written).toHaveLength(values.length * (classes > 256 ? 2 : 1));
        expect([...classesOf(written, classes)]).toEqual(values);
      }),
    );
  });

  it('are one byte each up to 256 classes, and two, the lower one first, from 257', () => {
    expect([...classBytes(Uint16Array.of(3, 255), 256)]).toEqual([3, 255]);
    expect([...classBytes(Uint16Array.of(3, 256), 257)]).toEqual([3, 0, 0, 1]);
  });

  it('are read from the middle of other bytes too', () => {
    expect([...classesOf(Uint8Array.of(9, 44, 1, 7, 0).subarray(1), 1000)]).toEqual([300, 7]);
  });
});
