import { describe, expect, it } from 'vitest';
import { nearestState, storedSteps, trialDetail, trialHistory } from '../../src/store/index.ts';
import type { PlannedTrial, RunningSweep } from '../../src/store/store.ts';
import { database } from './fixture.ts';
import { beginProgram, cell, report } from './programs.ts';

const CELLS = [1, 2, 3].map((x) => cell({ x }));
const plan = (sweep: RunningSweep): PlannedTrial[] => sweep.planTrials(CELLS, [3]);
const state = (step: number, bytes = 4) => ({ step, content: new Uint8Array(bytes).fill(step) });

/** Reports the steps up to that one, and a state after them. */
function train(sweep: RunningSweep, trial: PlannedTrial, to: number, bytes?: number): void {
  sweep.startTrial(trial, 0);
  for (let step = 1; step <= to; step++) {
    sweep.recordSteps([{ ...trial, ...report(step, { loss: 1 / step }, 10) }]);
  }
  expect(sweep.recordState(trial, state(to, bytes))).toBe(true);
}

const COMPLETED = { state: 'completed', result: { metrics: {}, durationMs: 1 } } as const;

describe('a state', () => {
  it('is what the next attempt goes on from, with the history up to it', () => {
    const db = database();
    const sweep = beginProgram(db);
    const [trial] = plan(sweep);
    train(sweep, trial!, 3);
    sweep.recordSteps([{ ...trial!, ...report(4, { loss: 9 }) }]);
    const next = { ...trial!, ...sweep.requeueTrial(trial!)! };
    expect(plan(sweep)[0]).toMatchObject({ state: 'queued', attempt: 2, resumesAfter: 3 });
    expect(sweep.trainingState(1)).toEqual({ ...state(3), from: { trialId: 1, attempt: 1 } });
    expect(sweep.startTrial(next, 0, undefined, { step: 3, elapsedMs: 60_000 })).toBe(true);
    expect(trialDetail(db, 1)).toMatchObject({
      attempt: 2,
      steps: 3,
      lastStep: 3,
      resumedFrom: 3,
      metrics: { loss: 1 / 3 },
    });
    expect(trialHistory(db, 1).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(sweep.recordState(trial!, state(9))).toBe(false);
    sweep.endTrial(next, { state: 'cancelled' });
    expect(trialDetail(db, 1).durationMs).toBeGreaterThanOrEqual(60_000);
    expect(plan(sweep)[0]).toMatchObject({ state: 'queued', attempt: 3, resumesAfter: 3 });
  });

  it('of a training of known course leaves two behind it, for checks, from which no other trial begins', () => {
    const db = database();
    const sweep = beginProgram(db);
    const [trial] = plan(sweep);
    const course = (step: number) => `root-${step}`;
    const reckoning = (steps: number) => ({ root: 'root', steps, after: course });
    const keep = (at: PlannedTrial, steps: readonly number[]) => {
      for (const step of steps) sweep.recordState(at, { ...state(step), course: course(step) });
    };
    sweep.startTrial(trial!, 0);
    keep(trial!, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(storedSteps(db, 1)).toEqual([3, 6, 9]);
    expect(sweep.courses()).toMatchObject([{ course: course(9), trial: 1 }]);
    const steps = [9, 8, 5, 2].map((until) => nearestState(db, trialDetail(db, 1), reckoning(until))?.step);
    expect(steps).toEqual([9, 6, 3, undefined]);

    // An attempt that begins anew leaves no state of the earlier training.
    const again = { ...trial!, ...sweep.requeueTrial(trial!)! };
    sweep.startTrial(again, 0);
    keep(again, [2]);
    expect(storedSteps(db, 1)).toEqual([2]);
  });

  it('in the middle of a training is the first to make room', () => {
    const db = database();
    const sweep = beginProgram(db, { keptStatesBytes: 250 });
    const [first, second] = plan(sweep);
    train(sweep, second!, 1, 100);
    sweep.endTrial(second!, COMPLETED);
    sweep.startTrial(first!, 0);
    for (const step of [1, 2]) sweep.recordState(first!, { ...state(step, 100), course: `root-${step}` });
    expect([1, 2].map((id) => storedSteps(db, id))).toEqual([[2], [1]]);
  });

  it('goes with a trial that failed, which begins anew', () => {
    const sweep = beginProgram(database());
    const [trial] = plan(sweep);
    train(sweep, trial!, 2);
    sweep.endTrial(trial!, { state: 'failed', reason: { code: 'trial_crashed', message: 'no' } });
    expect(sweep.trainingState(1)).toBeUndefined();
    expect(plan(sweep)[0]).not.toHaveProperty('resumesAfter');
  });

  it('makes room where all of them take too much: the oldest of completed trials first, never one that goes on', () => {
    const sweep = beginProgram(database(), { keptStatesBytes: 250 });
    const [first, second, third] = plan(sweep);
    train(sweep, second!, 1, 100);
    sweep.endTrial(second!, COMPLETED);
    train(sweep, first!, 1, 100);
    sweep.endTrial(first!, COMPLETED);
    expect([1, 2].map((number) => sweep.trainingState(number)?.step)).toEqual([1, 1]);
    train(sweep, third!, 1, 100);
    expect([1, 2, 3].map((number) => sweep.trainingState(number)?.step)).toEqual([1, undefined, 1]);
    sweep.recordState(third!, state(2, 900));
    expect([1, 2, 3].map((number) => sweep.trainingState(number)?.step)).toEqual([undefined, undefined, 2]);
  });

  it('of ended trials is not kept where the spec says 0', () => {
    const sweep = beginProgram(database(), { keptStatesBytes: 0 });
    const [trial] = plan(sweep);
    train(sweep, trial!, 2);
    expect(sweep.trainingState(1)).toBeDefined();
    sweep.endTrial(trial!, COMPLETED);
    expect(sweep.trainingState(1)).toBeUndefined();
  });
});

describe('a program that goes on from a checkpoint of its own', () => {
  const reports = (sweep: RunningSweep, trial: PlannedTrial, from: number, to: number): void => {
    for (let step = from; step <= to; step++)
      sweep.recordSteps([{ ...trial, ...report(step, { score: 1 / step, other: step }, 10) }]);
  };

  it('takes over what was reported before its first step, through any number of attempts', () => {
    const db = database();
    const sweep = beginProgram(db);
    let [trial] = plan(sweep) as [PlannedTrial];
    const again = (): void => {
      trial = { ...trial, ...sweep.requeueTrial(trial)! };
      sweep.startTrial(trial, 0);
    };
    sweep.startTrial(trial, 0);
    reports(sweep, trial, 1, 5);
    again();
    expect(sweep.earlierReports(trial)).toBe(5);
    expect(sweep.takenOver(trial)).toBeUndefined();
    // It had saved step 3, and reports it again.
    reports(sweep, trial, 3, 4);
    expect(sweep.takenOver(trial)).toEqual({ step: 2, steps: 2, elapsedMs: 20 });
    again();
    again();
    expect(sweep.earlierReports(trial)).toBe(4);
    reports(sweep, trial, 5, 6);
    expect(trialDetail(db, 1)).toMatchObject({
      steps: 6,
      lastStep: 6,
      resumedFrom: 4,
      metrics: { other: 6 },
    });
    expect(trialHistory(db, 1).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    sweep.endTrial(trial, { state: 'completed', result: { metrics: { score: 1 }, durationMs: 7 } });
    expect(trialDetail(db, 1).durationMs).toBe(4 * 10 + 7);
  });

  it('begins anew where its first step is the same as before', () => {
    const db = database();
    const sweep = beginProgram(db);
    let [trial] = plan(sweep) as [PlannedTrial];
    sweep.startTrial(trial, 0);
    reports(sweep, trial, 10, 12);
    trial = { ...trial, ...sweep.requeueTrial(trial)! };
    sweep.startTrial(trial, 0);
    reports(sweep, trial, 10, 11);
    expect(sweep.takenOver(trial)).toBeUndefined();
    expect(trialHistory(db, 1).map(({ step }) => step)).toEqual([10, 11]);
  });
});
