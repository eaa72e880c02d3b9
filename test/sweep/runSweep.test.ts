import { afterEach, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Executor } from '../../src/executor/executor.ts';
import { InlineExecutor } from '../../src/executor/inline.ts';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { configure } from '../../src/model/configure.ts';
import {
  createSweepStore,
  type Database,
  leaderboard,
  openDatabase,
  trialHistory,
} from '../../src/store/index.ts';
import type { SweepStore } from '../../src/store/store.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { runSweep } from '../../src/sweep/runSweep.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { Trainer } from '../../src/trainer/trainer.ts';
import { describedBy } from '../store/sweeps.ts';
import { dataset, tinyWorkload } from './tinySweep.ts';

const SPEC: Spec = {
  name: 'tiny',
  setup: {
    kind: 'network',
    dataset: { name: 'synthetic' },
    validation: { kind: 'holdout', size: 60, seed: 0 },
    engine: 'onnx',
  },
  method: 'grid',
  metric: { name: 'val_accuracy', goal: 'maximize' },
  space: new Map(),
  seed: 11,
  lookahead: 4,
  replicates: 1,
};
const SMALL = { epochs: 2, batch_size: 20, units: 8, learning_rate: 0.01 };
const CELLS: Assignment[] = [
  { model: 'cnn', ...SMALL, filters: 2 },
  { model: 'cnn', ...SMALL, filters: 4, dropout: 0.3 },
  { model: 'ann', ...SMALL, optimizer: 'sgd' },
  { model: 'ann', ...SMALL, units: [6, 5] },
];

const opened: Database[] = [];
function memory(): Database {
  const db = openDatabase(':memory:');
  opened.push(db);
  return db;
}
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

interface Options {
  readonly cells?: typeof CELLS;
  readonly spec?: Partial<Spec>;
  readonly executor?: Executor;
  readonly store?: SweepStore;
  readonly maxTrials?: number;
  readonly onEvent?: (event: SweepEvent, stop: () => void) => void;
}

async function run(db: Database, options: Options = {}) {
  const spec = { ...SPEC, ...options.spec };
  const workload = tinyWorkload(spec);
  const events: SweepEvent[] = [];
  const controller = new AbortController();
  const executor = options.executor ?? new InlineExecutor(new Trainer(dataset));
  try {
    const end = await runSweep({
      spec,
      specText: 'name: tiny',
      specJson: '{}',
      configurations: (options.cells ?? CELLS).map((cell) => describedBy(workload.describe, configure(cell))),
      workload,
      machine: {},
      store: options.store ?? createSweepStore(db),
      executor,
      maxTrials: options.maxTrials,
      signal: controller.signal,
      onEvent: (event) => {
        events.push(event);
        options.onEvent?.(event, () => controller.abort());
      },
    });
    return { end, events };
  } finally {
    await executor.close();
  }
}

/** All results of the training, in the order of the leaderboard. */
function numbers(db: Database, sweepId: number) {
  return leaderboard(db, sweepId, { by: 'trial' }).map((row) => ({
    ...row,
    durationMs: null,
    metrics: { ...row.metrics, latencyMs: null },
    curve: trialHistory(db, row.trials[0]!).map(({ step, metrics }) => ({ step, ...metrics })),
  }));
}

describe('a sweep', () => {
  it('trains every configuration and ranks them by the metric of their last epoch', async () => {
    const db = memory();
    const { end, events } = await run(db);
    expect(end).toMatchObject({
      state: 'completed',
      left: 0,
      counts: { completed: 4, failed: 0, skipped: 0 },
    });
    expect(events.map(({ type }) => type).filter((type) => type !== 'progress')).toEqual([
      'sweep_started',
      ...Array.from({ length: 4 }, () => ['trial_started', 'report', 'report', 'trial_ended']).flat(),
      'sweep_ended',
    ]);
    const rows = leaderboard(db, end.sweepId);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    const values = rows.map(({ mean }) => mean!);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    for (const row of rows)
      expect(row.mean).toBe(trialHistory(db, row.trials[0]!).at(-1)!.metrics.val_accuracy);
  });

  it('gives the same numbers on one thread, on three threads and inline', async () => {
    const results = [];
    for (const executor of [
      new InlineExecutor(new Trainer(dataset)),
      new PiscinaExecutor({ kind: 'network', dataset }, 1),
      new PiscinaExecutor({ kind: 'network', dataset }, 3),
    ]) {
      const db = memory();
      const { end } = await run(db, { executor, spec: { replicates: 2 } });
      results.push(numbers(db, end.sweepId));
    }
    expect(results[0]).toHaveLength(8);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('that was stopped in the middle goes on to the same numbers as one that was not', async () => {
    const whole = memory();
    const reference = await run(whole);
    const db = memory();
    let epochs = 0;
    const first = await run(db, {
      onEvent: (event, stop) => {
        if (event.type === 'report' && ++epochs === 3) stop();
      },
    });
    expect(first.end).toMatchObject({ state: 'interrupted', counts: { completed: 1 }, left: 3 });
    expect(first.events).toContainEqual(expect.objectContaining({ type: 'trial_ended', state: 'queued' }));
    const second = await run(db);
    expect(second.events[0]).toMatchObject({ type: 'sweep_started', resumed: true, toRun: 3 });
    expect(second.end).toMatchObject({ state: 'completed', counts: { completed: 3, skipped: 1 } });
    expect(second.end.sweepId).toBe(first.end.sweepId);
    expect(numbers(db, first.end.sweepId)).toEqual(numbers(whole, reference.end.sweepId));
  });

  it('that is run again repeats nothing', async () => {
    const db = memory();
    await run(db);
    const { end } = await run(db);
    expect(end.counts).toMatchObject({ completed: 0, skipped: 4 });
  });

  it('with an edited space trains only what is missing', async () => {
    const db = memory();
    const first = await run(db, { cells: CELLS.slice(0, 2) });
    const second = await run(db, { cells: CELLS.slice(1) });
    expect(second.end).toMatchObject({ sweepId: first.end.sweepId, counts: { completed: 2, skipped: 1 } });
    expect(leaderboard(db, first.end.sweepId)).toHaveLength(4);
  });

  it('with another seed is another sweep', async () => {
    const db = memory();
    const first = await run(db, { cells: CELLS.slice(0, 1) });
    const second = await run(db, { cells: CELLS.slice(0, 1), spec: { seed: 12 } });
    expect(second.end.sweepId).not.toBe(first.end.sweepId);
    expect(second.end.counts.completed).toBe(1);
  });

  it('records a trial that fails with its reason, goes on, never ranks it, and tries it again next time', async () => {
    const db = memory();
    const exploding: Assignment = {
      model: 'cnn',
      ...SMALL,
      optimizer: 'sgd',
      learning_rate: 100,
      activation: 'linear',
      epochs: 40,
    };
    const cells = [exploding, ...CELLS.slice(0, 1)];
    const { end } = await run(db, { cells });
    expect(end).toMatchObject({ state: 'completed', counts: { completed: 1, failed: 1 } });
    const rows = leaderboard(db, end.sweepId);
    expect(rows.map(({ rank, state }) => [rank, state])).toEqual([
      [1, 'completed'],
      [null, 'failed'],
    ]);
    const again = await run(db, { cells });
    expect(again.end.counts).toMatchObject({ completed: 0, failed: 1, skipped: 1 });
  });

  it('ends early after as many trials as asked for', async () => {
    const db = memory();
    const { end } = await run(db, { maxTrials: 1 });
    expect(end).toMatchObject({ state: 'interrupted', counts: { completed: 1 }, left: 3 });
  });

  it('averages replicates, each with a seed of its own', async () => {
    const db = memory();
    const { end, events } = await run(db, { cells: CELLS.slice(0, 1), spec: { replicates: 3 } });
    const seeds = events.flatMap((event) => (event.type === 'trial_started' ? [event.trial.seed] : []));
    expect(seeds).toEqual([11, 12, 13]);
    const [row] = leaderboard(db, end.sweepId);
    const values = numbers(db, end.sweepId).map(({ mean }) => mean!);
    expect(row!.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 3, 12);
    expect(row).toMatchObject({ replicates: 3, trials: [1, 2, 3] });
  });

  it('ends with the error when the database can no longer be written, and keeps what was', async () => {
    const db = memory();
    const store = createSweepStore(db);
    let writes = 0;
    const failing: SweepStore = {
      ...store,
      beginSweep(start) {
        const sweep = store.beginSweep(start);
        return Object.create(sweep, {
          recordSteps: {
            value: (batch: Parameters<typeof sweep.recordSteps>[0]) => {
              if (++writes === 3) throw new Error('the disk is gone');
              return sweep.recordSteps(batch);
            },
          },
        });
      },
    };
    await expect(run(db, { store: failing })).rejects.toThrow('the disk is gone');
    const { end } = await run(db);
    expect(end.counts).toMatchObject({ completed: 3, skipped: 1 });
  });
});
