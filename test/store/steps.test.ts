import { describe, expect, test } from 'vitest';
import { findSweep, metricCurves, metricNames, trialDetail, trialHistory } from '../../src/store/index.ts';
import { database } from './fixture.ts';
import { beginProgram, cell, report } from './programs.ts';

function running() {
  const db = database();
  const sweep = beginProgram(db);
  const [trial] = sweep.planTrials([cell({ x: 1 })], [3]);
  sweep.startTrial(trial!, 0);
  const record = (...reports: readonly ReturnType<typeof report>[]) =>
    sweep.recordSteps(reports.map((each) => ({ ...trial!, ...each })));
  return { db, sweep, trial: trial!, record, detail: () => trialDetail(db, 1) };
}

describe('what is reported of a step', () => {
  test('may come in several reports; what came first of a metric stays', () => {
    const { db, record, detail } = running();
    expect(record(report(5, { a: 1 }))).toBe(1);
    expect(record(report(5, { a: 2, b: 3 }, 99))).toBe(1);
    expect(record(report(5, { a: 2, b: 3 }, 99))).toBe(0);
    expect(trialHistory(db, 1)).toEqual([report(5, { a: 1, b: 3 })]);
    expect(detail()).toMatchObject({ steps: 1, lastStep: 5, metrics: { a: 1, b: 3 } });
  });

  test('may come late: the latest value of each metric is that of its last step', () => {
    const { db, record, detail } = running();
    record(report(3, { a: 3 }), report(9, { b: 9 }), report(4, { a: 4, b: 4 }), report(1, { a: 1, c: 1 }));
    expect(detail()).toMatchObject({ steps: 4, lastStep: 9, metrics: { a: 4, b: 9, c: 1 } });
    expect(trialHistory(db, 1).map(({ step }) => step)).toEqual([1, 3, 4, 9]);
    record(report(7, { a: Number.NaN, b: 7 }));
    expect(detail().metrics).toEqual({ a: null, b: 9, c: 1 });
    expect(metricCurves(db, 1, [1], 'a').get(1)).toEqual({ steps: [1, 3, 4, 7], values: [1, 3, 4, null] });
  });

  test('may be no metric at all, and is a step all the same', () => {
    const { db, record, detail } = running();
    expect(record(report(0, {}))).toBe(0);
    expect(trialHistory(db, 1)).toEqual([report(0, {})]);
    expect(detail()).toMatchObject({ steps: 1, lastStep: 0, metrics: {} });
  });

  test('is stored once more after a transaction that did not come through, with its new names', () => {
    const { db, sweep, trial, record, detail } = running();
    const failing = () =>
      sweep.together(() => {
        record(report(0, { first: 1 }));
        sweep.endTrial(trial, { state: 'completed', result: { metrics: { final: 2 }, durationMs: 1 } });
        throw new Error('the disk is gone');
      });
    expect(failing).toThrow('the disk is gone');
    expect(metricNames(db, findSweep(db))).toEqual(['score']);
    expect(detail()).toMatchObject({ state: 'running', steps: 0, metrics: {} });
    record(report(0, { other: 5, first: 1 }));
    sweep.endTrial(trial, { state: 'completed', result: { metrics: { final: 2 }, durationMs: 1 } });
    expect(trialHistory(db, 1)).toEqual([report(0, { other: 5, first: 1 })]);
    expect(detail().metrics).toEqual({ other: 5, first: 1, final: 2 });
    expect(metricNames(db, findSweep(db))).toEqual(['score', 'final', 'first', 'other']);
  });

  test('is kept of 100,000 steps, in order', () => {
    const { db, record, detail } = running();
    for (let first = 0; first < 100_000; first += 10_000)
      record(
        ...Array.from({ length: 10_000 }, (_, index) =>
          report(first + index, { loss: 1 / (first + index + 1) }),
        ),
      );
    expect(detail()).toMatchObject({ steps: 100_000, lastStep: 99_999, metrics: { loss: 1e-5 } });
    const { steps, values } = metricCurves(db, 1, [1], 'loss').get(1)!;
    expect([steps.length, steps[54_321], values[54_321]]).toEqual([100_000, 54_321, 1 / 54_322]);
    expect(trialHistory(db, 1)).toHaveLength(100_000);
  });
});
