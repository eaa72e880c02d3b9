import { expect, it } from 'vitest';
import { trialNumbers } from '../../src/trial/trialNumbers.ts';

it.each([
  [[3], '3'],
  [[3, 4, 5], '3–5'],
  [[1, 49], '1,49'],
  [[1, 2, 7, 9, 10], '1–2,7,9–10'],
])('the trials %j are called %s, and none between them', (numbers, text) => {
  expect(trialNumbers(numbers)).toBe(text);
});
