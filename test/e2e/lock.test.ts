import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, trialHistory } from '../../src/store/index.ts';
import { type Connection, connect } from '../../src/store/sqlite.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

const LONG = TINY_SPEC.replace('epochs: 2', 'epochs: 400');

describe('a run', () => {
  let bench: Workbench;
  let locks: Connection[];
  beforeEach(() => {
    bench = new Workbench();
    locks = [];
    bench.write('tiny.yaml', TINY_SPEC);
    bench.write('long.yaml', LONG);
  });
  afterEach(() => {
    for (const lock of locks) lock.close();
    bench.remove();
  });

  /** Holds the database as another program might. */
  function lock(): Connection {
    const held = connect(bench.path('runs.db'));
    held.exec('BEGIN IMMEDIATE');
    locks.push(held);
    return held;
  }

  it('has stored every epoch that it has printed when it is killed', async () => {
    const printed: { trial: number; epoch: number }[] = [];
    const { signal } = await bench.run(['run', 'long.yaml', '--json'], (line, child) => {
      const event = JSON.parse(line);
      if (event.event !== 'epoch') return;
      if (printed.push(event) === 5) child.kill('SIGKILL');
    });
    expect(signal).toBe('SIGKILL');
    const db = openDatabase(bench.path('runs.db'), { readonly: true });
    const stored = [1, 2, 3, 4].flatMap((trial) =>
      trialHistory(db, trial).map(({ step }) => `${trial}/${step}`),
    );
    db.close();
    expect(stored).toEqual(expect.arrayContaining(printed.map(({ trial, epoch }) => `${trial}/${epoch}`)));
  });

  it('trains on while another program holds the database, says so, and stores all of it', async () => {
    let held: Connection | undefined;
    const { status, stdout, stderr } = await bench.run(['run', 'tiny.yaml'], (line) => {
      if (line.includes('epoch 1/2')) held ??= lock();
      if (line.includes('is locked by another process')) held?.close();
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.match(/is locked by another process/g)).toHaveLength(1);
    expect(stdout.match(/is free again after .*; the waiting results are stored/g)).toHaveLength(1);
    expect(stdout).toMatch(/4 trials completed/);
  });

  it('stops at Ctrl-C under a lock once that is gone, with what was done stored', async () => {
    let held: Connection | undefined;
    const { status, stdout } = await bench.run(['run', 'long.yaml'], (line, child) => {
      if (line.includes('epoch 1/400')) held ??= lock();
      if (line.includes('results are stored once it is free')) child.kill('SIGINT');
      if (line.includes('waiting at most 30s')) held?.close();
    });
    expect(status).toBe(130);
    expect(stdout).toMatch(/Ctrl-C again leaves at once[\s\S]*free again[\s\S]*interrupted[\s\S]*4 left/);
  });

  it('leaves at once at a second Ctrl-C under a lock, and what was stored stays', async () => {
    let held: Connection | undefined;
    const { status, signal } = await bench.run(['run', 'long.yaml'], (line, child) => {
      if (line.includes('epoch 1/400')) held ??= lock();
      if (line.includes('results are stored once it is free')) child.kill('SIGINT');
      if (line.includes('waiting at most 30s')) child.kill('SIGINT');
    });
    expect([status, signal]).toContainEqual(signal === null ? 130 : 'SIGINT');
    held?.close();
    const { stdout } = await bench.run(['ls', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ state: 'interrupted', trials: { running: 0, queued: 4 } }]);
  });

  it('that breaks off after it began exits with 1, and says what is kept and how to go on', async () => {
    let isTaken = false;
    const { status, stderr } = await bench.run(['run', 'long.yaml'], (line) => {
      if (isTaken || !line.includes('epoch 1/400')) return;
      isTaken = true;
      const other = connect(bench.path('runs.db'));
      other.exec('UPDATE sweeps SET run_count = run_count + 1');
      other.close();
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/database_busy.*no longer runs the sweep/);
    expect(stderr).toMatch(/What was stored before is kept; the same command goes on from there/);
  });

  it('waits for a lock before it begins, even where the database is yet to be made', async () => {
    const held = lock();
    const child = bench.start(['run', 'tiny.yaml', '--max-trials', '1']);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('runs.db is locked by another process')) held.close();
    });
    child.stdout.resume();
    const [status] = await once(child, 'close');
    expect(said).toMatch(/^.*runs\.db is locked by another process: results are stored once it is free.*\n$/);
    expect(status).toBe(0);
  });
});
