import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { leaderboard, openStore, type RunEvent, runSweep } from '../../src/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

/** The value of a trial depends more on its seed than on its configuration. */
const noise = (x: number, seed: number): number => Math.abs(Math.sin(1e4 * x + 77 * seed));

const SWEEP = {
  name: 'finals',
  method: 'random',
  run_cap: 8,
  seed: 5,
  finals: { top: 3, seeds: 2 },
  metric: { name: 'y', goal: 'minimize' },
  parameters: { x: { distribution: 'uniform', min: 0, max: 1 } },
  async *trainer({
    parameters,
    seed,
    trial,
  }: {
    parameters: Record<string, unknown>;
    seed: number;
    trial: number;
  }) {
    await setTimeout((trial * 5) % 4);
    yield { y: noise(Number(parameters.x), seed) };
  },
};

type Sweep = Omit<typeof SWEEP, 'trainer'> & { trainer: unknown };

function outcomeOf(database: string) {
  const store = openStore(database);
  try {
    return store.trials().map(({ number, configuration, seed, state, metrics, reasonMessage }) => ({
      number,
      x: configuration.parameters.x,
      seed,
      state,
      metrics,
      reasonMessage,
    }));
  } finally {
    store.close();
  }
}

function rowsOf(database: string) {
  const store = openStore(database);
  try {
    return leaderboard(store, 1);
  } finally {
    store.close();
  }
}

const run = (database: string, workers: number, changes: object = {}, options: object = {}) =>
  runSweep({ ...SWEEP, ...changes } as Sweep as typeof SWEEP, { database, workers, ...options });

it.each(['random', 'bayes'])(
  'trains the best on further seeds, the same at any width (%s)',
  async (method) => {
    const outcomes = [];
    for (const workers of [1, 2, 4]) {
      const database = join(temporaryFolder(), 'runs.db');
      const end = await run(database, workers, { method });
      expect(end).toMatchObject({ state: 'completed', counts: { completed: 14 }, left: 0 });
      outcomes.push(outcomeOf(database));
      const rows = rowsOf(database);
      expect(rows.map(({ finalist }) => finalist)).toEqual([true, true, true, ...Array(5).fill(false)]);
      expect(rows.map(({ replicates }) => replicates)).toEqual([3, 3, 3, 1, 1, 1, 1, 1]);
      expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }
    const [alone] = outcomes;
    expect(outcomes).toEqual([alone, alone, alone]);
    const search = alone!.slice(0, 8).sort((a, b) => a.metrics.y! - b.metrics.y!);
    const finals = alone!.slice(8);
    expect(finals.map(({ x, seed }) => [x, seed])).toEqual(
      search.slice(0, 3).flatMap(({ x }) => [
        [x, 6],
        [x, 7],
      ]),
    );
    for (const { x, seed, metrics } of finals) expect(metrics.y).toBe(noise(Number(x), seed));
  },
);

it.each([5, 8, 9, 12])('holds the same finals after it was interrupted at trial %i', async (at) => {
  const database = join(temporaryFolder(), 'runs.db');
  const stopped = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'trial_ended' && event.trial.number === at) stopped.abort();
  };
  const first = await run(database, 2, {}, { signal: stopped.signal, onEvent });
  expect(first.state).toBe('interrupted');
  expect(first.left).toBe(14 - first.counts.completed);
  const again = await run(database, 3);
  expect(again).toMatchObject({ state: 'completed', left: 0 });
  expect(again.counts.completed).toBe(first.left);
  const whole = join(temporaryFolder(), 'runs.db');
  await run(whole, 1);
  expect(outcomeOf(database)).toEqual(outcomeOf(whole));
  expect((await run(database, 3)).counts).toMatchObject({ completed: 0 });
});

it('holds the finals again for configurations that come later, and trains nothing twice', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  await run(database, 2);
  const before = outcomeOf(database);
  const end = await run(database, 2, { run_cap: 20 });
  const after = outcomeOf(database);
  expect(after.slice(0, 14)).toEqual(before);
  const best = [...after.slice(0, 8), ...after.slice(14, 26)]
    .sort((a, b) => a.metrics.y! - b.metrics.y!)
    .slice(0, 3)
    .map(({ x }) => x);
  for (const x of best) expect(after.filter((trial) => trial.x === x)).toHaveLength(3);
  expect(end.counts.completed).toBe(after.length - 14);
  expect(rowsOf(database)[0]!.finalist).toBe(true);
});

it('gives no final to what failed or was pruned, and judges none', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const end = await run(database, 2, {
    early_terminate: { type: 'first', epochs: 1, keep: 1 },
    lookahead: 1,
    finals: { top: 6, seeds: 1 },
    async *trainer({ parameters, seed, trial }: Parameters<typeof SWEEP.trainer>[0]) {
      for (let step = 1; step <= 3; step++) {
        if (trial === 3 && step === 2) throw new Error('this one fails');
        yield { y: noise(Number(parameters.x), seed) };
      }
    },
  });
  const trials = outcomeOf(database);
  const completed = trials.slice(0, 8).filter(({ state }) => state === 'completed');
  expect(end.counts.pruned).toBeGreaterThan(0);
  expect(
    trials
      .slice(8)
      .map(({ x, state }) => [x, state])
      .sort(),
  ).toEqual(completed.map(({ x }) => [x, 'completed']).sort());
});

it('keeps time for the finals of a search without end', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const end = await run(database, 1, {
    run_cap: undefined,
    time_budget: '4s',
    async *trainer({ parameters, seed }: Parameters<typeof SWEEP.trainer>[0]) {
      await setTimeout(200);
      yield { y: noise(Number(parameters.x), seed) };
    },
  });
  expect(end).toMatchObject({ state: 'completed', counts: { failed: 0 } });
  expect(rowsOf(database).filter(({ finalist }) => finalist)).toHaveLength(3);
  expect(outcomeOf(database).at(-1)!.seed).toBeGreaterThan(SWEEP.seed);
});
