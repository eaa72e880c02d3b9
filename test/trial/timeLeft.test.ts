import { describe, expect, it } from 'vitest';
import { spreadMs, timeLeft as timeLeftAt, type Work, workAround } from '../../src/trial/timeLeft.ts';
import type { TrialState } from '../../src/trial/trial.ts';

/** The time at which every running trial began, and the time of the question, a second later. */
const STARTED = 5000;
const NOW = 6000;
const timeLeft = (trials: readonly Work[], most = 0, finals: Parameters<typeof workAround>[1] = []) => {
  const running = trials.filter(({ state }) => state === 'running');
  return timeLeftAt(running, workAround(trials, finals), NOW, most);
};

function work(
  state: TrialState,
  steps: number,
  durationMs: number | null = null,
  known: Pick<Work, 'plannedSteps' | 'stepMs'> = { plannedSteps: 10 },
): Work {
  return { state, steps, durationMs, startedAtMs: state === 'running' ? STARTED : null, ...known };
}

describe('the time that is left', () => {
  it('is the steps left at the mean time of a step, on workers that take the trials in order', () => {
    const trials = [work('completed', 10, 1000), work('running', 5), work('running', 5), work('queued', 0)];
    expect(timeLeft(trials)).toBe(500 + 1000);
    expect(timeLeft([...trials, work('queued', 0)])).toBe(500 + 1000);
    expect(spreadMs([4, 1, 1, 1], 2)).toBe(4);
    expect(spreadMs([1, 1, 4], 2)).toBe(5);
    expect(spreadMs([], 2)).toBe(0);
    expect(spreadMs(new Array(1_000_000).fill(3), 256)).toBeCloseTo(3e6 / 256);
  });

  it('is no less than the longest running trial needs alone', () => {
    const long = work('running', 0, null, { plannedSteps: 100 });
    expect(timeLeft([work('completed', 10, 1000), long, work('running', 9)])).toBe(10_000);
  });

  it('takes estimates of a step in proportion, whatever their scale', () => {
    const slow = { plannedSteps: 10, stepMs: 6 };
    const quick = { plannedSteps: 10, stepMs: 2 };
    expect(timeLeft([work('completed', 10, 600, slow), work('running', 0, null, quick)])).toBe(200);
    expect(timeLeft([work('completed', 10, 200, quick), work('running', 5, null, slow)])).toBe(300);
    const ended = [work('completed', 10, 600, slow), work('completed', 10, 200, quick)];
    expect(timeLeft([...ended, work('running', 0, null, slow), work('queued', 0, null, quick)])).toBe(800);
  });

  it('takes the usual estimate where an older version made none', () => {
    const known = { plannedSteps: 10, stepMs: 40 };
    expect(timeLeft([work('completed', 10, 500), work('running', 0, null, known)])).toBe(500);
    expect(timeLeft([work('completed', 10, 500, known), work('running', 0)])).toBe(500);
  });

  it('is unknown, not below 0, where a clock was set back to before the only trials began', () => {
    const running = { ...work('running', 5), startedAtMs: NOW + 3_600_000 };
    expect(timeLeft([running])).toBeUndefined();
    expect(timeLeft([work('completed', 10, 1000), running])).toBe(500);
  });

  it('expects as early an end as the others had', () => {
    expect(timeLeft([work('completed', 5, 500), work('running', 1)])).toBeCloseTo(400);
  });

  it('expects as many steps as the others had where nobody said how many there are', () => {
    const unknown = {};
    const ended = [work('completed', 30, 3000, unknown), work('pruned', 10, 1000, unknown)];
    expect(timeLeft([...ended, work('running', 5, null, unknown)])).toBe(1500);
    expect(timeLeft([...ended, work('running', 50, null, unknown)])).toBe(0);
    expect(timeLeft([work('running', 5, null, unknown), work('running', 50, null, unknown)])).toBeUndefined();
  });

  it('goes by the running trials before one has ended', () => {
    expect(timeLeft([work('running', 5), work('queued', 0)])).toBeCloseTo((5 + 10) * 200);
  });

  it('counts the trials that a search has not proposed yet, and the finals after them', () => {
    const known = [work('completed', 10, 1000), work('running', 5)];
    const final = { plannedSteps: 10, steps: 0 };
    expect(timeLeft(known, 5)).toBeCloseTo(500 + 3 * 1000);
    expect(timeLeft(known, 5, [final, final])).toBeCloseTo(500 + 5 * 1000);
  });

  it('is not known before a step has ended, nor where no trial runs', () => {
    expect(timeLeft([work('running', 0), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('completed', 10, 1000), work('queued', 0)])).toBeUndefined();
    expect(timeLeft([work('failed', 3, 10), work('running', 0)])).toBeUndefined();
    expect(timeLeft([])).toBeUndefined();
  });
});
