import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  fileRequest,
  leaderboard,
  listRequests,
  openDatabase,
  sweepProgress,
  trialDetail,
  trialHistory,
} from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { database, temporaryFolder } from '../store/fixture.ts';
import { runTiny, tinySpec } from './tinySweep.ts';

const GRID = tinySpec(`method: grid
parameters: { units: [4, 5, 6], epochs: 3, batch_size: 20 }`);

/** A database file of a run, and a reader beside it. */
function files() {
  const path = join(temporaryFolder(), 'runs.db');
  const db = openDatabase(path, { busyTimeoutMs: 20 });
  onTestFinished(() => db.close());
  return { path, db, reader: database(path) };
}

/** Locks the file as another process would. */
function lock(path: string): () => void {
  const other = connect(path);
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
}

describe('what a run tells', () => {
  it('has been committed, whatever it is', async () => {
    const { db, reader } = files();
    const states = () => leaderboard(reader, 1, { by: 'trial', sort: 'trial:asc' }).map(({ state }) => state);
    const seen = new Set<string>();
    const onEvent = (event: SweepEvent): void => {
      seen.add(event.type);
      if (event.type === 'sweep_started') {
        expect(states()).toHaveLength(event.trials.length);
        fileRequest(db, 1, { kind: 'stop_trial', trial: 3 }, 'test');
      }
      if (event.type === 'trial_started') expect(states()[event.trial.number - 1]).not.toBe('queued');
      if (event.type === 'report')
        expect(trialHistory(reader, event.trial.number)[event.report.step - 1]).toEqual(event.report);
      if (event.type === 'trial_ended') expect(states()[event.trial.number - 1]).toBe(event.state);
      if (event.type === 'request_taken')
        expect(listRequests(reader, 1, 1)[0]!.answer).toMatchObject({ outcome: event.outcome });
      if (event.type === 'sweep_ended') expect(sweepProgress(reader, 1).state).toBe(event.state);
    };
    const { end } = await runTiny(db, GRID, { threads: 2, onEvent });
    expect(end.counts).toMatchObject({ completed: 2, cancelled: 1 });
    for (const type of ['sweep_started', 'report', 'request_taken', 'trial_ended', 'sweep_ended'] as const)
      expect(seen).toContain(type);
  });
});

describe('a lock of another process', () => {
  it('holds nothing up but what is stored: trials go on, and all that they bring is there at the end', async () => {
    const { path, db, reader } = files();
    let release: (() => void) | undefined;
    let releasedAtMs = 0;
    const { end, events } = await runTiny(db, GRID, {
      threads: 1,
      onEvent: (event) => {
        if (event.type === 'sweep_started') release = lock(path);
        if (event.type === 'database_locked') setTimeout(() => release?.(), 500);
        if (event.type === 'database_unlocked') releasedAtMs = Date.now();
      },
    });
    const types = events.map(({ type }) => type).filter((type) => type !== 'progress');
    expect(types.filter((type) => type.startsWith('database'))).toEqual([
      'database_locked',
      'database_unlocked',
    ]);
    expect(types[types.indexOf('database_locked') + 1]).toBe('database_unlocked');
    expect(end).toMatchObject({ state: 'completed', counts: { completed: 3, failed: 0 } });
    for (const trial of [1, 2, 3]) expect(trialHistory(reader, trial)).toHaveLength(3);
    expect(trialDetail(reader, 1).startedAtMs).toBeLessThan(releasedAtMs - 300);
  });

  it('is waited for before the sweep begins, too', async () => {
    const { path, db } = files();
    const release = lock(path);
    const { end, events } = await runTiny(db, GRID, {
      maxTrials: 1,
      onEvent: ({ type }) => {
        if (type === 'database_locked') release();
      },
    });
    expect(events[0]).toMatchObject({ type: 'database_locked' });
    expect(end.counts.completed).toBe(1);
  });
});
