import { describe, expect, it } from 'vitest';
import {
  createSweepStore,
  elapsedAt,
  historyPage,
  openDatabase,
  stepDurations,
  thinnedCurves,
} from '../../../src/store/index.ts';
import { sweepStart } from '../sweeps.ts';

const STEPS = 20_000;
const PEAK = 12_345;
const ABSENT = 777;

/** Two trials of that many steps with one peak, one trough and one missing value. */
function long() {
  const db = openDatabase(':memory:');
  const sweep = createSweepStore(db).beginSweep(sweepStart({ trainable: 'program' }));
  const cells = [1, 2].map((lr) => ({ configuration: { lr }, facts: {} }));
  for (const trial of sweep.planTrials(cells, [7])) {
    sweep.startTrial(trial, 0);
    const values = Array.from({ length: STEPS }, (_, step) =>
      step === ABSENT ? Number.NaN : step === PEAK ? 9 : step === PEAK + 1 ? -9 : Math.sin(step / 100),
    );
    sweep.recordSteps(
      values.map((value, step) => ({ ...trial, step, metrics: { 'val/acc': value }, durationMs: 2 })),
    );
  }
  return db;
}

describe('thinned curves', () => {
  const db = long();

  it('keep the first, the last and every extreme, in order', () => {
    const { steps, values } = thinnedCurves(db, 1, [1, 2], 'val/acc', { most: 400, extremes: true }).get(2)!;
    expect(steps.length).toBeLessThanOrEqual(404);
    expect(steps.length).toBeGreaterThan(200);
    expect([steps[0], steps.at(-1)]).toEqual([0, STEPS - 1]);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(values[steps.indexOf(PEAK)]).toBe(9);
    expect(values[steps.indexOf(PEAK + 1)]).toBe(-9);
  });

  it('are picked evenly where a small picture needs no more', () => {
    const { steps, values } = thinnedCurves(db, 1, [1], 'val/acc', { most: 60, extremes: false }).get(1)!;
    expect(steps.length).toBe(60);
    expect(steps.at(-1)).toBe(STEPS - 1);
    expect(values[1]).toBe(Math.sin(steps[1]! / 100));
  });

  it('of few points are whole, and empty for what was never logged', () => {
    const whole = thinnedCurves(db, 1, [1], 'val/acc', { most: STEPS, extremes: true }).get(1)!;
    expect(whole.steps.length).toBe(STEPS);
    expect(whole.values[ABSENT]).toBeNull();
    expect(thinnedCurves(db, 1, [1], 'other', { most: 60, extremes: true }).get(1)!.steps).toEqual([]);
  });

  it('stand beside pages of the history, and what steps took', () => {
    const page = historyPage(db, 1, { offset: STEPS - 2, limit: 10, metrics: ['val/acc', 'other'] });
    expect(page.map(({ step }) => step)).toEqual([STEPS - 2, STEPS - 1]);
    expect(page[1]!.metrics).toEqual({ 'val/acc': Math.sin((STEPS - 1) / 100) });
    expect(stepDurations(db, 1, 100)).toEqual(Array.from({ length: 100 }, () => 2));
    expect(elapsedAt(db, 1, 1, [0, 9, 999])).toEqual([2, 20, 2000]);
  });

  it('has no step that took less than no time, as older versions measured after a clock was set back', () => {
    const db = openDatabase(':memory:');
    const sweep = createSweepStore(db).beginSweep(sweepStart());
    const [trial] = sweep.planTrials([{ configuration: { a: 1 }, facts: {} }], [7]);
    sweep.startTrial(trial!, 0);
    sweep.recordSteps(
      [1000, -3_600_000, 2000].map((durationMs, index) => ({
        ...trial!,
        step: index + 1,
        metrics: { val_accuracy: 0.5 },
        durationMs,
      })),
    );
    expect(elapsedAt(db, 1, 1, [1, 2, 3])).toEqual([1000, 1000, 3000]);
  });
});
