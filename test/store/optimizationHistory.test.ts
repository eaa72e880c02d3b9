import { expect, test } from 'vitest';
import { optimizationHistory } from '../../src/store/leaderboard/optimizationHistory.ts';
import type { TrialScore } from '../../src/store/leaderboard/scores.ts';

const trial = (number: number, val_loss: number | null, state = 'completed') =>
  ({ number, metrics: { val_loss }, state }) as unknown as TrialScore;

test('the best so far follows the numbers of the completed trials', () => {
  const trials = [trial(3, 0.4), trial(1, 0.5), trial(2, 0.7), trial(4, 0.1, 'failed'), trial(5, null)];
  expect(optimizationHistory(trials, { metric: 'val_loss', goal: 'minimize' })).toEqual([0.5, 0.5, 0.4]);
  expect(optimizationHistory(trials, { metric: 'val_loss', goal: 'maximize' })).toEqual([0.5, 0.7, 0.7]);
  expect(optimizationHistory([], { metric: 'val_loss', goal: 'minimize' })).toEqual([]);
});

test('a long one keeps its ends', () => {
  const long = optimizationHistory(
    Array.from({ length: 1000 }, (_, index) => trial(index + 1, index)),
    { metric: 'val_loss', goal: 'maximize' },
  );
  expect(long).toHaveLength(60);
  expect([long[0], long.at(-1)]).toEqual([0, 999]);
});
