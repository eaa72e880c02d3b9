import { expect, it } from 'vitest';
import { steadyClock } from '../src/clock.ts';

const DAY_MS = 86_400_000;

it('a clock that is set back goes on from where it was, and one that is set forward is followed', () => {
  let wallMs = 10 * DAY_MS;
  let passedMs = 0;
  const pass = (ms: number, setMs = 0): void => {
    wallMs += ms + setMs;
    passedMs += ms;
  };
  const now = steadyClock(
    () => wallMs,
    () => passedMs,
  );
  pass(1000);
  expect(now()).toBe(10 * DAY_MS + 1000);
  pass(1000, -DAY_MS);
  expect(now()).toBe(10 * DAY_MS + 2000);
  pass(1000);
  expect(now()).toBe(10 * DAY_MS + 3000);
  pass(0, 2 * DAY_MS);
  expect(now()).toBe(12 * DAY_MS + 3000);
});
