import { expect, it } from 'vitest';
import { MOST_DIMENSIONS, Sobol } from '../../src/sampler/sobol.ts';

it.each([1, 7, 2 ** 31 - 1])(
  'puts one of 2ᵏ points into each of 2ᵏ equal parts of every axis, seed %d',
  (seed) => {
    const sobol = new Sobol(MOST_DIMENSIONS, seed);
    const points = Array.from({ length: 64 }, (_, index) => sobol.at(index));
    for (let dimension = 0; dimension < MOST_DIMENSIONS; dimension++) {
      const parts = points.map((point) => Math.floor(point[dimension]! * 64));
      expect(new Set(parts).size).toBe(64);
    }
  },
);

it('fills the square of two axes evenly', () => {
  const sobol = new Sobol(2, 5);
  const squares = Array.from({ length: 256 }, (_, index) => {
    const [x, y] = sobol.at(index);
    return `${Math.floor(x! * 16)} ${Math.floor(y! * 16)}`;
  });
  expect(new Set(squares).size).toBe(256);
});

it('differs from seed to seed and goes on beyond its dimensions', () => {
  const wide = new Sobol(MOST_DIMENSIONS + 3, 1).at(5);
  expect([...wide].every((place) => place >= 0 && place < 1)).toBe(true);
  expect(new Sobol(3, 1).at(0)).not.toEqual(new Sobol(3, 2).at(0));
});
