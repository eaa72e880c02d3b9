import { describe, expect, it } from 'vitest';
import { Plateau } from '../../src/trainer/plateau.ts';

describe('a plateau', () => {
  it('is reached when no epoch was better for as long as patience lasts', () => {
    const plateau = new Plateau(2, 0);
    const seen = [1, 0.9, 0.95, 0.8, 0.8, 0.81].map((value) => plateau.observe(value));
    expect(seen.map(({ improved }) => improved)).toEqual([true, true, false, true, false, false]);
    expect(seen.map(({ exhausted }) => exhausted)).toEqual([false, false, false, false, false, true]);
  });

  it('takes a value as better only where it is lower by more than min_delta', () => {
    const plateau = new Plateau(2, 0.1);
    expect([1, 0.95, 0.91].map((value) => plateau.observe(value).exhausted)).toEqual([false, false, true]);
  });

  it('is never reached without patience', () => {
    const plateau = new Plateau(0, 0);
    for (let epoch = 0; epoch < 50; epoch++) expect(plateau.observe(1).exhausted).toBe(false);
  });

  it('waits as long again after a new start, for a value below the best so far', () => {
    const plateau = new Plateau(2, 0);
    for (const value of [0.5, 0.6, 0.6]) plateau.observe(value);
    plateau.restart();
    expect([0.55, 0.55].map((value) => plateau.observe(value).exhausted)).toEqual([false, true]);
  });
});
