import { expect, test } from 'vitest';
import { imagesOf, pairedTable } from '../../src/analysis/index.ts';

test('two vectors of predictions become a table of who is right', () => {
  const labels = Uint16Array.of(0, 1, 2, 3, 4, 5, 6);
  const first = Uint16Array.of(0, 1, 2, 3, 9, 9, 9);
  const second = Uint16Array.of(0, 1, 8, 8, 4, 8, 9);
  const table = pairedTable(first, second, labels);
  expect(table).toEqual({ both: 2, onlyFirst: 2, onlySecond: 1, neither: 2 });
  expect(imagesOf(table)).toBe(7);
});

test('predictions of other images are refused', () => {
  const three = new Uint16Array(3);
  const mismatch = expect.objectContaining({ code: 'dataset_mismatch' });
  expect(() => pairedTable(three, new Uint16Array(2), three)).toThrow(mismatch);
  expect(() => pairedTable(three, three, new Uint16Array(4))).toThrow(mismatch);
  const none = new Uint16Array(0);
  expect(() => pairedTable(none, none, none)).toThrow(
    expect.objectContaining({ code: 'nothing_to_compare' }),
  );
});
