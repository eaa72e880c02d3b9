import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../src/random.ts';
import {
  annotate,
  Boards,
  createSweepStore,
  type Database,
  deleteTarget,
  leaderboard,
  metricCurves,
  openDatabase,
  type PlannedTrial,
  removeExpired,
  restoreTarget,
  UNDO_MS,
} from '../../src/store/index.ts';
import { begin, complete, epoch, fail, planned, result, sweepStart } from './sweeps.ts';

const CELLS = [
  planned({ optimizer: 'adam' }),
  planned({ optimizer: 'sgd' }),
  planned({ optimizer: 'sgd', learning_rate: 0.5 }),
  planned({ optimizer: 'rmsprop', units: 3 }),
  planned({ filters: 3 }, 'cnn'),
];

describe('boards', () => {
  let db: Database;
  beforeEach(() => {
    db = openDatabase(':memory:');
  });
  afterEach(() => db.close());

  /** A board must equal one that reads everything anew. */
  function expectSame(boards: Boards, sweepId: number): void {
    // A running trial's time passes between two readings.
    expect(boards.timeLeftMs(sweepId) ?? -1e9).toBeCloseTo(new Boards(db).timeLeftMs(sweepId) ?? -1e9, -3);
    for (const by of ['configuration', 'trial'] as const) {
      for (const options of [
        { by },
        { by, sort: 'optimizer:desc' },
        { by, where: 'val_accuracy>0.8 or tag=t1' },
        { by, withoutHidden: true },
        { by, step: 'best' as const },
      ]) {
        const kept = boards.leaderboard(sweepId, options);
        const anew = leaderboard(db, sweepId, options);
        expect(kept.map((row) => ({ ...row, flawed: undefined }))).toEqual(
          anew.map((row) => ({ ...row, flawed: undefined })),
        );
      }
    }
  }

  it('that are read together with their sweeps follow each of them', () => {
    const boards = new Boards(db);
    const [one, two] = [
      begin(db, { name: 'one', identity: 'one' }),
      begin(db, { name: 'two', identity: 'two' }),
    ];
    const trials = [...one.planTrials(CELLS, [7]), ...two.planTrials(CELLS, [7])];
    const expectAllSame = () =>
      db.read(() => {
        const names = boards.sweeps().map(({ name }) => name);
        for (const { id } of boards.sweeps()) expectSame(boards, id);
        return names;
      });
    expect(expectAllSame()).toEqual(['two', 'one']);
    complete(two, trials[5]!, 0.9);
    complete(one, trials[0]!, 0.8);
    expect(expectAllSame()).toEqual(['two', 'one']);
    one.end('interrupted');
    two.end('interrupted');
    deleteTarget(db, { sweepId: one.sweepId, trial: 1 }, 0);
    expect(expectAllSame()).toEqual(['two', 'one']);
    removeExpired(db, UNDO_MS + 1);
    expect(expectAllSame()).toEqual(['two', 'one']);
    deleteTarget(db, { sweepId: one.sweepId });
    expect(expectAllSame()).toEqual(['two']);
    expect(() => db.read(() => boards.leaderboard(one.sweepId))).toThrow('There is no sweep with id 1.');
  });

  it.each([1, 2, 3, 4, 5])('follow whatever happens to a sweep (%i)', (seed) => {
    const random = Random.of(seed, 'boards');
    const boards = new Boards(db);
    let sweep = begin(db, { replicates: 2 });
    let trials: PlannedTrial[] = sweep.planTrials(CELLS.slice(0, 2), [7, 8]);
    expectSame(boards, sweep.sweepId);
    const target = (trial: number) => ({ sweepId: sweep.sweepId, trial });
    /** What is trained cannot be deleted, and what is gone cannot be restored. */
    const attempt = (action: () => void): void => {
      try {
        action();
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(request_invalid|trial_not_found)$/) });
      }
    };
    const happenings = [
      (trial: PlannedTrial) => sweep.startTrial(trial, 0),
      (trial: PlannedTrial) =>
        sweep.recordSteps([{ ...trial, ...epoch(1 + random.below(3), random.uniform()) }]),
      (trial: PlannedTrial) => complete(sweep, trial, random.below(5) / 5),
      (trial: PlannedTrial) => fail(sweep, trial),
      (trial: PlannedTrial) => sweep.requeueTrial(trial),
      () => {
        trials = sweep.planTrials(CELLS.slice(0, 2 + random.below(4)), [7, 8]);
      },
      ({ number }: PlannedTrial) =>
        attempt(() =>
          annotate(db, target(number), { hidden: random.below(2) === 0, tags: [`t${random.below(3)}`] }),
        ),
      ({ number }: PlannedTrial) =>
        attempt(() => deleteTarget(db, target(number), Date.now() - random.below(2) * 2 * UNDO_MS)),
      ({ number }: PlannedTrial) => attempt(() => restoreTarget(db, target(number))),
      () => removeExpired(db),
      () => {
        sweep.end('interrupted');
        expectSame(boards, sweep.sweepId);
        sweep = begin(db, { replicates: 2 });
        trials = sweep.planTrials(CELLS.slice(0, 2), [7, 8]);
      },
    ];
    for (let step = 0; step < 90; step++) {
      happenings[random.below(happenings.length)]!(trials[random.below(trials.length)]!);
      if (random.below(2) === 0) db.read(() => expectSame(boards, sweep.sweepId));
    }
    expectSame(boards, sweep.sweepId);
  });

  it('stand still within a snapshot and go on after it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sweep-boards-'));
    const writer = openDatabase(join(folder, 'runs.db'));
    const reader = openDatabase(join(folder, 'runs.db'), { readonly: true });
    try {
      const boards = new Boards(reader);
      const sweep = begin(writer);
      const [first, second] = sweep.planTrials(CELLS.slice(0, 2), [7]);
      complete(sweep, first!, 0.7);
      const leader = () => boards.leaderboard(sweep.sweepId)[0]!.trials[0];
      reader.read(() => {
        expect(leader()).toBe(first!.number);
        complete(sweep, second!, 0.9);
        expect(leader()).toBe(first!.number);
      });
      expect(leader()).toBe(second!.number);
      expect(reader.read(leader)).toBe(second!.number);
    } finally {
      reader.close();
      writer.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('read ahead a step at a time, whatever becomes of the sweeps meanwhile', () => {
    const boards = new Boards(db);
    const first = begin(db, { name: 'first' });
    const second = begin(db, { name: 'second' });
    for (const sweep of [first, second]) {
      const [trial] = sweep.planTrials(CELLS.slice(0, 1), [7]);
      complete(sweep, trial!, 0.7);
      sweep.end('completed');
    }
    const steps = boards.readAhead();
    steps.next();
    deleteTarget(db, { sweepId: second.sweepId }, Date.now() - 2 * UNDO_MS);
    removeExpired(db);
    expect([...steps]).toHaveLength(3);
    expectSame(boards, first.sweepId);
  });

  it('read all trials of a large sweep, whatever is read at once', () => {
    const sweep = begin(db, { replicates: 1300 });
    const seeds = Array.from({ length: 1300 }, (_, index) => index);
    const trials = sweep.planTrials(CELLS.slice(0, 1), seeds);
    for (const index of [999, 1000, 1299]) complete(sweep, trials[index]!, 0.9);
    const boards = new Boards(db);
    for (const step of ['last', 'best'] as const) {
      const rows = boards.leaderboard(sweep.sweepId, { by: 'trial', step });
      expect(rows.map(({ trials }) => trials[0]).sort((a, b) => a! - b!)).toEqual(
        trials.map(({ number }) => number),
      );
      expect(rows.slice(0, 4).map(({ trials, rank }) => [trials[0], rank])).toEqual([
        [1000, 1],
        [1001, 1],
        [1300, 1],
        [1, null],
      ]);
      expect(rows[2]!.bestSteps).toEqual(step === 'best' ? [2] : undefined);
    }
  });

  it('do not take a sweep for a deleted one whose id it got', () => {
    const boards = new Boards(db);
    const gone = begin(db, { name: 'gone' });
    for (const trial of gone.planTrials(CELLS.slice(0, 2), [7, 8, 9])) complete(gone, trial, 0.9);
    gone.end('completed');
    boards.leaderboard(gone.sweepId);
    boards.leaderboard(gone.sweepId, { step: 'best' });
    deleteTarget(db, { sweepId: gone.sweepId }, Date.now() - 2 * UNDO_MS);
    removeExpired(db);
    const next = createSweepStore(db, { now: () => Date.now() + 5 }).beginSweep(sweepStart({ name: 'next' }));
    expect(next.sweepId).toBe(gone.sweepId);
    for (const trial of next.planTrials(CELLS.slice(2), [7])) complete(next, trial, 0.5);
    expectSame(boards, next.sweepId);
    expect(boards.leaderboard(next.sweepId, { step: 'best' })).toHaveLength(3);
    expect(boards.optimizationHistory(next.sweepId)).toEqual([0.5, 0.5, 0.5]);
  });

  it('keep sweeps apart and know the parameters that vary', () => {
    const boards = new Boards(db);
    const first = begin(db, { name: 'first' });
    const second = begin(db, { name: 'second' });
    const [a, b] = first.planTrials(CELLS.slice(0, 2), [7]);
    const [c] = second.planTrials(CELLS.slice(0, 1), [7]);
    expect(boards.varyingParameters(second.sweepId)).toEqual([]);
    complete(first, a!, 0.7);
    complete(second, c!, 0.9);
    complete(first, b!, 0.8);
    expectSame(boards, first.sweepId);
    expectSame(boards, second.sweepId);
    expect(boards.varyingParameters(first.sweepId)).toContain('optimizer');
    second.planTrials(CELLS, [7]);
    expect(boards.varyingParameters(second.sweepId)).toEqual(
      expect.arrayContaining(['model', 'optimizer', 'units']),
    );
  });

  it('rank by the best steps where asked, and follow what changes', () => {
    const boards = new Boards(db);
    const sweep = begin(db);
    const [falling, rising] = sweep.planTrials(CELLS.slice(0, 2), [7]);
    const best = () =>
      boards
        .leaderboard(sweep.sweepId, { step: 'best' })
        .map(({ trials, mean, metrics: { val_accuracy, val_loss }, bestSteps }) => ({
          trial: trials[0],
          mean,
          val_accuracy,
          val_loss,
          bestSteps,
        }));
    sweep.startTrial(falling!, 0);
    sweep.recordSteps([{ ...falling!, ...epoch(1, 0.9, { val_loss: 0.3 }) }]);
    expect(best()[0]).toEqual({
      trial: 1,
      mean: null,
      val_accuracy: 0.9,
      val_loss: 0.3,
      bestSteps: [1],
    });
    sweep.recordSteps([{ ...falling!, ...epoch(2, 0.6) }]);
    sweep.endTrial(falling!, { state: 'completed', result: result(falling!, { kept: epoch(2, 0.6) }) });
    complete(sweep, rising!, 0.8);
    expect(best()).toEqual([
      { trial: 1, mean: 0.9, val_accuracy: 0.9, val_loss: 0.3, bestSteps: [1] },
      { trial: 2, mean: 0.8, val_accuracy: 0.8, val_loss: expect.closeTo(0.3), bestSteps: [2] },
    ]);
    expect(boards.leaderboard(sweep.sweepId).map(({ mean }) => mean)).toEqual([0.8, 0.6]);
    expect(boards.leaderboard(sweep.sweepId)[0]).not.toHaveProperty('bestSteps');
    expect(new Boards(db).leaderboard(sweep.sweepId, { step: 'best' })).toEqual(
      boards.leaderboard(sweep.sweepId, { step: 'best' }),
    );
  });

  it('leave out the steps of an attempt that was given up, and values that are not finite', () => {
    const boards = new Boards(db);
    const sweep = begin(db, { metric: { name: 'val_loss', goal: 'minimize' } });
    const [trial] = sweep.planTrials(CELLS.slice(0, 1), [7]);
    sweep.startTrial(trial!, 0);
    sweep.recordSteps([{ ...trial!, ...epoch(1, 0.99) }]);
    const again = { ...trial!, ...sweep.requeueTrial(trial!) };
    sweep.startTrial(again, 0);
    sweep.recordSteps([{ ...again, ...epoch(1, 0.5, { val_loss: Number.NaN }) }]);
    sweep.recordSteps([{ ...again, ...epoch(2, 0.7) }]);
    expect(boards.leaderboard(sweep.sweepId, { step: 'best' })[0]!.metrics.val_loss).toBeCloseTo(0.4);
  });

  it('say that there is no such sweep', () => {
    expect(() => new Boards(db).leaderboard(9)).toThrow('There is no sweep with id 9');
  });

  it('read the curves of current attempts alone', () => {
    const sweep = begin(db);
    const [first, second] = sweep.planTrials(CELLS.slice(0, 2), [7]);
    sweep.startTrial(first!, 0);
    sweep.recordSteps([{ ...first!, ...epoch(1, 0.1) }]);
    const again = { ...first!, ...sweep.requeueTrial(first!) };
    complete(sweep, again, 0.8);
    const curves = metricCurves(db, sweep.sweepId, [first!.number, second!.number], 'val_accuracy');
    expect(curves.get(first!.number)).toEqual({ steps: [1, 2], values: [0.4, 0.8] });
    expect(curves.get(second!.number)).toEqual({ steps: [], values: [] });
  });
});
