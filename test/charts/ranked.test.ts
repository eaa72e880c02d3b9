import { expect, test } from 'vitest';
import { drawnOf } from '../../src/charts/ranked.ts';
import type { LeaderboardRow } from '../../src/store/index.ts';

/** Rows of these states, of which the completed ones have a result. */
function rowsOf(states: readonly LeaderboardRow['state'][]): LeaderboardRow[] {
  return states.map((state) => ({ state, mean: state === 'completed' ? 0.9 : null }) as LeaderboardRow);
}

test.each([
  [1, 1, ['completed'], 'One configuration.'],
  [2, 2, ['completed', 'completed'], 'All 2 configurations.'],
  [1, 2, ['completed', 'completed'], '1 of 2 configurations: the best, and an even choice of the rest.'],
  [1, 1, ['completed', 'failed'], 'One configuration with a result; 1 has none: 1 failed.'],
  [
    2,
    2,
    ['completed', 'completed', 'pruned', 'queued', 'running', 'pruned'],
    'All 2 configurations with a result; 4 have none: 2 stopped early, 2 not done yet.',
  ],
] as const)(
  'a chart that draws %i of %i says so of all, with those without a result',
  (drawn, drawable, states, words) => {
    expect(drawnOf(drawn, drawable, { rows: rowsOf(states), isFiltered: false })).toBe(words);
  },
);

test.each([
  [1, 1, ['completed'], 'One configuration that passes the filter.'],
  [7, 7, Array(7).fill('completed'), 'All 7 configurations that pass the filter.'],
  [
    2,
    2,
    ['completed', 'completed', 'failed'],
    'All 2 configurations with a result that pass the filter; 1 has none: 1 failed.',
  ],
  [
    1,
    3,
    Array(3).fill('completed'),
    '1 of 3 configurations that pass the filter: the best, and an even choice of the rest.',
  ],
] as const)('%i of %i under a filter are all of those that pass it', (drawn, drawable, states, words) => {
  expect(drawnOf(drawn, drawable, { rows: rowsOf(states), isFiltered: true })).toBe(words);
});
