import { describe, expect, it } from 'vitest';
import type { Assignment, ModelName } from '../../src/configuration.ts';
import { timeLeft as timeLeftAt } from '../../src/store/leaderboard/timeLeft.ts';
import type { TrialState } from '../../src/trial/trial.ts';

/** When every running trial began, and when its time left is asked for: a second later. */
const STARTED = 5000;
const NOW = 6000;
const timeLeft = (trials: Parameters<typeof timeLeftAt>[0]) => timeLeftAt(trials, NOW);

function work(
  state: TrialState,
  epochs: number,
  durationMs: number | null = null,
  { model = 'cnn', parameters = { epochs: 10 } }: { model?: ModelName; parameters?: Assignment } = {},
) {
  return {
    state,
    epochs,
    durationMs,
    startedAtMs: state === 'running' ? STARTED : null,
    configuration: { model, parameters },
  };
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

  it('goes by the running trials before one has ended', () => {
    expect(timeLeft([work('running', 5), work('queued', 0)])).toBeCloseTo((5 + 10) * 200);
  });

  it('is not known before an epoch has ended, nor where no trial runs', () => {
    expect(timeLeft([work('running', 0), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('completed', 10, 1000), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('failed', 3, 10), work('running', 0)])).toBeUndefined();
  });
});
