import { describe, expect, it } from 'vitest';
import { filterLayout, filterPicture } from '../../src/pictures/filters.ts';
import { fitPicture } from '../../src/pictures/fit.ts';

const KEEP = { invert: false };

/** Grey and opaque. */
const grey = (shape: [number, number], values: number[]) => ({
  shape: [...shape, 4] as const,
  pixels: Uint8Array.from(values.flatMap((value) => [value, value, value, 255])),
});

describe('a picture that a network is to see', () => {
  it('keeps its pixels where it has the right size, and its mean where it is larger', () => {
    expect([...fitPicture(grey([2, 2], [1, 2, 3, 4]), [2, 2, 1], KEEP)]).toEqual([1, 2, 3, 4]);
    const larger = grey([4, 4], [0, 100, 8, 8, 100, 200, 8, 8, 1, 1, 50, 50, 1, 1, 50, 50]);
    expect([...fitPicture(larger, [2, 2, 1], KEEP)]).toEqual([100, 8, 1, 50]);
    expect([...fitPicture(grey([3, 3], Array(9).fill(77)), [2, 2, 1], KEEP)]).toEqual([77, 77, 77, 77]);
  });

  it('is spread out where it is smaller, and never cut: what is left has the colour of its corner', () => {
    expect([...fitPicture(grey([1, 1], [9]), [2, 2, 1], KEEP)]).toEqual([9, 9, 9, 9]);
    const wide = grey([1, 3], [7, 60, 90]);
    expect([...fitPicture(wide, [3, 3, 1], KEEP)]).toEqual([7, 7, 7, 7, 60, 90, 7, 7, 7]);
  });

  it('turns grey by its luma, or keeps its colours, and lies on white', () => {
    const red = { shape: [1, 1, 4] as const, pixels: Uint8Array.of(255, 0, 0, 255) };
    expect([...fitPicture(red, [1, 1, 1], KEEP)]).toEqual([76]);
    expect([...fitPicture(red, [1, 1, 3], KEEP)]).toEqual([255, 0, 0]);
    const clear = { shape: [1, 1, 4] as const, pixels: Uint8Array.of(0, 0, 0, 0) };
    expect([...fitPicture(clear, [1, 1, 1], KEEP)]).toEqual([255]);
    expect([...fitPicture(clear, [1, 1, 1], { invert: true })]).toEqual([0]);
  });
});

describe('filters', () => {
  it('stand side by side, the largest weight white, its opposite black, 0 between', () => {
    const kernel = { name: 'conv2d/kernel', shape: [1, 2, 1, 2], values: Float32Array.of(2, 0, -1, -2) };
    const { shape, pixels } = filterPicture(kernel)!;
    expect(shape).toEqual([1, 5, 4]);
    const pixel = (x: number) => [...pixels.subarray(4 * x, 4 * x + 4)];
    expect([pixel(0), pixel(1)]).toEqual([
      [255, 255, 255, 255],
      [64, 64, 64, 255],
    ]);
    expect(pixel(2)).toEqual([0, 0, 0, 0]);
    expect([pixel(3), pixel(4)]).toEqual([
      [128, 128, 128, 255],
      [0, 0, 0, 255],
    ]);
  });

  it('have sixteen to a row, and are no picture for a dense layer', () => {
    expect(filterLayout([3, 3, 1, 40])).toEqual([3 * 4 - 1, 16 * 4 - 1]);
    expect(filterLayout([5, 5, 3, 2])).toEqual([5, 11]);
    expect(filterLayout([784, 100])).toBeUndefined();
    expect(filterLayout([3, 3, 32, 64])).toBeUndefined();
  });
});
