import { describe, expect, it } from 'vitest';
import { stretches } from '../../src/charts/stretches.ts';

/** Curves over all steps from 1 to each of these. */
const upTo = (...ends: readonly number[]) =>
  ends.map((end) => ({ steps: Array.from({ length: end }, (_, index) => index + 1) }));

const said = (...ends: readonly number[]) =>
  stretches(upTo(...ends)).map(({ from, to, members }) => [from, to, members.length]);

describe('the stretches of curves', () => {
  it('are one if all curves end together', () => {
    expect(said(5, 5, 5)).toEqual([[1, 5, 3]]);
  });

  it('end where curves end at the rungs of a pruner', () => {
    expect(said(1, 1, 1, 1, 1, 1, 3, 3, 9)).toEqual([
      [1, 1, 9],
      [1, 3, 3],
      [3, 9, 1],
    ]);
  });

  it('go as far as half of the curves do where each ends elsewhere, so that they are few', () => {
    const ends = Array.from({ length: 60 }, (_, index) => index + 5);
    expect(said(...ends)).toEqual([
      [1, 5, 60],
      [5, 35, 30],
      [35, 50, 15],
      [50, 57, 8],
      [57, 61, 4],
      [61, 63, 2],
      [63, 64, 1],
    ]);
  });

  it('are over curves that all last to the end of it, and leave out those without steps', () => {
    const curves = [...upTo(4), { steps: [] }, { steps: [3, 500] }];
    expect(stretches(curves)).toEqual([
      { from: 1, to: 4, members: [0, 2] },
      { from: 4, to: 500, members: [2] },
    ]);
    expect(stretches([{ steps: [] }])).toEqual([]);
  });
});
