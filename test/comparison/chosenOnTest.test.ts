import { expect, it } from 'vitest';
import { chosenOnTest, chosenOnTestWords } from '../../src/comparison/index.ts';
import type { LeaderboardRow } from '../../src/store/index.ts';

const row = (rank: number | null, test_accuracy: number | null, trial: number) =>
  ({ rank, metrics: { test_accuracy }, trials: [trial] }) as unknown as LeaderboardRow;

it('says what choosing on the test set would have reported beside what validation chose', () => {
  const found = chosenOnTest([row(1, 0.912, 3), row(2, 0.9156, 1), row(3, null, 2), row(null, 0.99, 4)])!;
  expect(found).toEqual({ chosen: 0.912, highest: 0.9156, trials: [1], of: 2 });
  expect(chosenOnTestWords(found)).toBe(
    'Had the test set chosen, 0.9156 would be reported (trial 1), the highest test accuracy of 2 configurations; ' +
      'validation chose one with 0.9120. The difference of 0.0036 is the most that choosing and reporting on the same images flatters.',
  );
  expect(chosenOnTestWords(chosenOnTest([row(1, 0.9, 1), row(2, 0.8, 2)])!)).toBe(
    'Its test accuracy of 0.9000 is the highest test accuracy of 2 configurations, though no test image had a part in the choice.',
  );
  expect(chosenOnTest([row(1, 0.9, 1)])).toBeUndefined();
});
