import { describe, expect, it } from 'vitest';
import {
  annotate,
  annotationsOf,
  Boards,
  type Database,
  deleteTarget,
  findSweep,
  findTrial,
  leaderboard,
  listSweeps,
  removeExpired,
  restoreTarget,
  sweepProgress,
  UNDO_MS,
  undoable,
} from '../../src/store/index.ts';
import { begin, complete, database, fail, planned } from './fixture.ts';

const CELLS = [
  planned({ optimizer: 'adam' }),
  planned({ optimizer: 'sgd' }),
  planned({ optimizer: 'rmsprop' }),
  planned({ optimizer: 'adam', units: 3 }),
];

/** An ended sweep of two seeds, and boards that have read it. */
function ended(db: Database) {
  const sweep = begin(db, { replicates: 2 });
  for (const trial of sweep.planTrials(CELLS, [7, 8])) complete(sweep, trial, trial.number / 10);
  sweep.end('completed');
  const boards = new Boards(db);
  boards.leaderboard(1);
  return { sweepId: sweep.sweepId, boards };
}

/** Numbers of the trials, best first, from memory; they must equal those of a new reading. */
function shown(db: Database, boards: Boards, options = {}): number[] {
  for (const by of ['configuration', 'trial'] as const) {
    const plain = (rows: readonly object[]) => rows.map((row) => ({ ...row, flawed: undefined }));
    expect(plain(boards.leaderboard(1, { by, ...options }))).toEqual(
      plain(leaderboard(db, 1, { by, ...options })),
    );
  }
  return boards.leaderboard(1, { by: 'trial', ...options }).map(({ trials }) => trials[0]!);
}

describe('notes and tags', () => {
  it('are kept as they are given, each tag once, and leave the rest as it is', () => {
    const db = database();
    const { sweepId } = ended(db);
    annotate(db, { sweepId, trial: 2 }, { note: ' odd curve\r\nlook again ', tags: ['b', 'a', 'b'] });
    annotate(db, { sweepId, trial: 2 }, { hidden: true });
    annotate(db, { sweepId }, { tags: ['thesis'] });
    expect(annotationsOf(db, { sweepId, trial: 2 })).toEqual({
      note: 'odd curve\nlook again',
      tags: ['a', 'b'],
      hidden: true,
    });
    expect(annotationsOf(db, { sweepId })).toEqual({ note: '', tags: ['thesis'], hidden: false });
    expect(annotationsOf(db, { sweepId, trial: 1 })).toEqual({ note: '', tags: [], hidden: false });
  });

  it('can be filtered by', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    annotate(db, { sweepId, trial: 1 }, { tags: ['baseline', 'v1.2'] });
    annotate(db, { sweepId, trial: 3 }, { tags: ['v1.2'] });
    expect(shown(db, boards, { where: 'tag=baseline' })).toEqual([1]);
    expect(shown(db, boards, { where: 'tag=v1.2 and not tag=baseline' })).toEqual([3]);
    expect(shown(db, boards, { where: 'tag!=v1.2' })).toEqual([8, 7, 6, 5, 4, 2]);
    expect(boards.leaderboard(1, { where: 'tag=baseline' }).map(({ tags }) => tags)).toEqual([
      ['baseline', 'v1.2'],
    ]);
  });

  it.each([['two words'], ['<b>'], ['x'.repeat(41)], ['']])(
    'refuse "%s" as a tag, and change nothing',
    (tag) => {
      const db = database();
      const { sweepId } = ended(db);
      expect(() => annotate(db, { sweepId, trial: 1 }, { note: 'kept?', tags: [tag] })).toThrow(/is no tag/);
      expect(annotationsOf(db, { sweepId, trial: 1 }).note).toBe('');
      expect(() => annotate(db, { sweepId }, { note: 'x'.repeat(10_001) })).toThrow(/10001 characters/);
    },
  );
});

describe('hidden trials', () => {
  it('are left out where that is asked for, and change no rank', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    annotate(db, { sweepId, trial: 8 }, { hidden: true });
    expect(shown(db, boards)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(shown(db, boards, { withoutHidden: true })).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const [first] = boards.leaderboard(1, { by: 'trial', withoutHidden: true });
    expect(first!.rank).toBe(2);
    expect(boards.leaderboard(1, { withoutHidden: true })).toHaveLength(4);
    annotate(db, { sweepId, trial: 7 }, { hidden: true });
    expect(boards.leaderboard(1, { withoutHidden: true })).toHaveLength(3);
    annotate(db, { sweepId, trial: 8 }, { hidden: false });
    expect(shown(db, boards, { withoutHidden: true })[0]).toBe(8);
  });
});

describe('a deleted trial', () => {
  it('is gone from every list at once, and comes back within a minute', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    const varying = () => boards.varyingParameters(1);
    const before = { rows: boards.leaderboard(1), varying: varying() };
    for (const trial of [7, 8]) deleteTarget(db, { sweepId, trial });
    expect(shown(db, boards)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(before.varying).toContain('units');
    expect(varying()).not.toContain('units');
    expect(sweepProgress(db, sweepId).trials).toMatchObject({ completed: 6, total: 6 });
    expect(listSweeps(db, boards)[0]).toMatchObject({ trainingMs: 12_000, best: { trials: [5, 6] } });
    expect(() => findTrial(db, '1/8')).toThrow(/no trial "8"/);
    expect(undoable(db)).toMatchObject([{ sweepId, trial: 7 }, { trial: 8 }]);
    for (const trial of [7, 8]) restoreTarget(db, { sweepId, trial });
    expect(shown(db, boards)[0]).toBe(8);
    expect(boards.leaderboard(1)).toEqual(before.rows);
    expect(varying()).toEqual(before.varying);
  });

  it('is gone for good after a minute, with its configuration, and another one may take its number', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    for (const trial of [7, 8]) deleteTarget(db, { sweepId, trial }, Date.now() - UNDO_MS - 1);
    expect(() => restoreTarget(db, { sweepId, trial: 8 })).toThrow(/more than a minute ago/);
    removeExpired(db);
    expect(shown(db, boards)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(() => restoreTarget(db, { sweepId, trial: 8 })).toThrow(/no trial 8/);
    const again = begin(db, { replicates: 2 });
    const trials = again.planTrials([planned({ optimizer: 'nadam' }), ...CELLS], [7, 8]);
    expect(trials.map(({ number, state }) => `${number} ${state}`).slice(0, 2)).toEqual([
      '7 queued',
      '8 queued',
    ]);
    expect(shown(db, boards)).toHaveLength(10);
  });

  it('that a clock which was set back since has in the future has its minute from now on', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    const nowMs = Date.now();
    deleteTarget(db, { sweepId, trial: 8 }, nowMs + 100 * UNDO_MS);
    removeExpired(db, nowMs);
    expect(undoable(db, nowMs)).toMatchObject([{ trial: 8, deletedAtMs: nowMs }]);
    removeExpired(db, nowMs + UNDO_MS);
    expect(() => restoreTarget(db, { sweepId, trial: 8 })).toThrow(/no trial 8/);
    expect(shown(db, boards)).toHaveLength(7);
  });

  it('that nobody looked at in between is dropped from leaderboards in memory, too', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    deleteTarget(db, { sweepId, trial: 8 }, 0);
    removeExpired(db);
    expect(shown(db, boards)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('is trained again by the next run, which ends its minute', () => {
    const db = database();
    const { sweepId } = ended(db);
    deleteTarget(db, { sweepId, trial: 2 });
    const trials = begin(db, { replicates: 2 }).planTrials(CELLS, [7, 8]);
    expect(trials.filter(({ state }) => state === 'queued')).toMatchObject([
      { number: 9, replicate: 1, seed: 8 },
    ]);
  });

  it('was not being trained: that is refused', () => {
    const db = database();
    const sweep = begin(db);
    const [running, failing] = sweep.planTrials(CELLS, [7]);
    sweep.startTrial(running!, 0);
    fail(sweep, failing!);
    const target = { sweepId: sweep.sweepId };
    expect(() => deleteTarget(db, { ...target, trial: 1 })).toThrow(/Trial 1 is running/);
    expect(() => deleteTarget(db, { ...target, trial: 3 })).toThrow(/Trial 3 is queued/);
    expect(() => deleteTarget(db, target)).toThrow(/The sweep cnn is running/);
    deleteTarget(db, { ...target, trial: 2 });
    expect(sweepProgress(db, sweep.sweepId).trials).toMatchObject({ failed: 0, total: 3 });
  });
});

describe('a deleted sweep', () => {
  it('is gone at once, comes back within a minute, and is gone for good after it', () => {
    const db = database();
    const { sweepId, boards } = ended(db);
    deleteTarget(db, { sweepId });
    expect(listSweeps(db, boards)).toEqual([]);
    expect(() => findSweep(db, 'cnn')).toThrow(/no sweep/);
    expect(() => boards.leaderboard(sweepId)).toThrow(/no sweep/);
    expect(undoable(db)).toMatchObject([{ sweepId, name: 'cnn' }]);
    restoreTarget(db, { sweepId });
    expect(shown(db, boards)).toHaveLength(8);
    deleteTarget(db, { sweepId }, 0);
    expect(undoable(db)).toEqual([]);
    removeExpired(db);
    expect(() => restoreTarget(db, { sweepId })).toThrow(/no sweep/);
    expect(findTrialCount(db)).toBe(0);
  });

  it('is not continued: the same spec begins another one', () => {
    const db = database();
    const { sweepId } = ended(db);
    deleteTarget(db, { sweepId });
    expect(begin(db, { replicates: 2 })).toMatchObject({ resumed: false, sweepId: sweepId + 1 });
  });
});

function findTrialCount(db: Database): number {
  return db.read((orm) => orm.all('SELECT id FROM trials UNION ALL SELECT id FROM configurations')).length;
}
