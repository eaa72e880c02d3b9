import { describe, expect, it } from 'vitest';
import type { Assignment, ModelName } from '../../src/configuration.ts';
import { timeLeft } from '../../src/store/leaderboard/timeLeft.ts';
import type { TrialState } from '../../src/trial/trial.ts';

function work(
  state: TrialState,
  epochs: number,
  durationMs: number | null = null,
  { model = 'cnn', parameters = { epochs: 10 } }: { model?: ModelName; parameters?: Assignment } = {},
) {
  return { state, epochs, durationMs, configuration: { model, parameters } };
}

describe('the time that is left', () => {
  it('is the epochs left at the mean time of an epoch, over the running trials', () => {
    const trials = [work('completed', 10, 1000), work('running', 5), work('running', 5), work('queued', 0)];
    expect(timeLeft(trials)).toBe((500 + 500 + 1000) / 2);
  });

  it('is no less than the longest running trial needs alone', () => {
    const long = work('running', 0, null, { parameters: { epochs: 100 } });
    expect(timeLeft([work('completed', 10, 1000), long, work('running', 9)])).toBe(10_000);
  });

  it('knows each model apart, and takes the mean of all for one that has not ended yet', () => {
    const ann = { model: 'ann' as const };
    const ended = [work('completed', 10, 1000), work('completed', 10, 100, ann)];
    expect(timeLeft([...ended, work('running', 0, null, ann)])).toBe(100);
    expect(timeLeft([work('completed', 10, 1000), work('running', 0, null, ann)])).toBe(1000);
  });

  it('expects as early an end as the others had', () => {
    expect(timeLeft([work('completed', 5, 500), work('running', 1)])).toBeCloseTo(400);
  });

  it('is not known before a trial has ended, nor where none runs', () => {
    expect(timeLeft([work('running', 3), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('completed', 10, 1000), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('failed', 3, 10), work('running', 0)])).toBeUndefined();
  });
});
