import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase, trialHistory } from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import type { RunningSweep } from '../../src/store/store.ts';
import { WriteQueue, type WriteQueueListener } from '../../src/sweep/writeQueue.ts';
import { begin, database, epoch, planned, temporaryFolder } from '../store/fixture.ts';

/** A sweep in a file with a running trial, and its queue of writes. */
function queued(listener: Partial<WriteQueueListener> = {}) {
  const path = join(temporaryFolder(), 'runs.db');
  const db = openDatabase(path, { busyTimeoutMs: 20 });
  onTestFinished(() => db.close());
  const sweep = begin(db);
  const [trial] = sweep.planTrials([planned({})], [7]);
  sweep.startTrial(trial!, 0);
  const queue = new WriteQueue((calls) => sweep.together(calls), {
    onLocked() {},
    onUnlocked() {},
    onFailure: (error) => expect.unreachable(String(error)),
    ...listener,
  });
  const record = (number: number) => sweep.recordSteps([{ ...trial!, ...epoch(number, 0.5) }]);
  const stored = () => trialHistory(database(path), 1).map(({ step }) => step);
  return { path, queue, sweep, record, stored };
}

/** A lock that looks to SQLite like that of another process. */
function lock(path: string): () => void {
  const other = connect(path);
  other.exec('BEGIN IMMEDIATE');
  onTestFinished(() => void other.close());
  return () => other.close();
}

describe('writes', () => {
  it('are told of in their order, each after it was committed', async () => {
    const { queue, record, stored } = queued();
    const told: [number, number[]][] = [];
    for (const number of [1, 2])
      void queue.add(
        () => record(number),
        () => told.push([number, stored()]),
      );
    await queue.add(
      () => record(3),
      () => told.push([3, stored()]),
    );
    expect(told).toEqual([1, 2, 3].map((number) => [number, [1, 2, 3]]));
  });

  it('wait while another process holds the file, with this thread free, and lose nothing', async () => {
    const onLocked = vi.fn();
    const onUnlocked = vi.fn();
    const { path, queue, record, stored } = queued({ onLocked, onUnlocked });
    const release = lock(path);
    const told: number[] = [];
    const all = [1, 2, 3].map((number) =>
      queue.add(
        () => record(number),
        () => told.push(number),
      ),
    );
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    await expect.poll(() => onLocked.mock.calls.length, { timeout: 10_000 }).toBe(1);
    expect(turns).toBeGreaterThan(20);
    expect([told, queue.isIdle, queue.isLocked]).toEqual([[], false, true]);
    release();
    await Promise.all(all);
    clearInterval(timer);
    expect([told, stored()]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(onLocked).toHaveBeenCalledTimes(1);
    expect(onUnlocked.mock.calls).toEqual([[expect.any(Number)]]);
  });

  it('give up a lock after a limit, and say so', async () => {
    const failures: unknown[] = [];
    const { path, queue, record, stored } = queued({ onFailure: (error) => failures.push(error) });
    const release = lock(path);
    queue.limitWaiting(300);
    await queue.add(
      () => record(1),
      () => expect.unreachable(),
    );
    expect(failures).toMatchObject([
      { code: 'database_busy', message: expect.stringContaining('not stored') },
    ]);
    release();
    await queue.add(() => record(2));
    expect(stored()).toEqual([]);
  });

  it('before one that fails count all the same, and those after it do not', async () => {
    const failures: unknown[] = [];
    const { queue, record, stored } = queued({ onFailure: (error) => failures.push(error) });
    const told: number[] = [];
    const tell = (number: number) => () => told.push(number);
    void queue.add(() => record(1), tell(1));
    void queue.add(() => {
      record(2);
      throw new Error('the disk is gone');
    }, tell(2));
    await queue.add(() => record(3), tell(3));
    expect([told, stored()]).toEqual([[1], [1]]);
    expect(failures).toMatchObject([{ message: 'the disk is gone' }]);
  });
});

it('a sweep that another process took over takes no more writes', async () => {
  const failures: unknown[] = [];
  const { queue, record, sweep } = queued({ onFailure: (error) => failures.push(error) });
  (sweep as RunningSweep).end('interrupted');
  await queue.add(() => record(1));
  expect(failures).toMatchObject([{ code: 'database_busy', message: /no longer runs the sweep/ }]);
});
