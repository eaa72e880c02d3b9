import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { leaderboard, openStore, type RunEvent, runSweep } from '../../src/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

const SWEEP = {
  name: 'learnt',
  method: 'bayes',
  run_cap: 16,
  metric: { name: 'y', goal: 'minimize' },
  parameters: {
    x: { distribution: 'uniform', min: -1, max: 1 },
    kind: { values: ['a', 'b', 'c'] },
    n: { distribution: 'int_uniform', min: 1, max: 9 },
  },
  /** Trials end first in turn, whatever their numbers. */
  async *trainer({ parameters, trial }: { parameters: Record<string, unknown>; trial: number }) {
    await setTimeout((trial * 7) % 5);
    const x = Number(parameters.x);
    yield { y: 1 + x ** 2 };
    if (trial === 5) throw new Error('this one always fails');
    yield { y: x ** 2 + (parameters.kind === 'a' ? 0 : 0.1) };
  },
};

/** The tried configurations and their outcomes, in the order of the search. */
function outcomeOf(database: string) {
  const store = openStore(database);
  try {
    return store.trials().map(({ number, configuration, state, metrics, trialId }) => ({
      number,
      parameters: configuration.parameters,
      state,
      metrics,
      history: store.history(trialId).map(({ step, metrics: values }) => [step, values]),
    }));
  } finally {
    store.close();
  }
}

it('takes what other samplers have tried in the sweep for a beginning', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  await runSweep({ ...SWEEP, method: 'random', run_cap: 6 }, { database });
  const end = await runSweep({ ...SWEEP, run_cap: 10 }, { database });
  // The fifth trial fails again.
  expect(end.counts).toMatchObject({ completed: 4, failed: 1, skipped: 5 });
  const store = openStore(database);
  expect(leaderboard(store, 1)).toHaveLength(10);
  store.close();
});

it('counts no more trials than the space holds, and ends with them', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const events: RunEvent[] = [];
  const parameters = { x: { values: [0, 0.5] }, kind: { values: ['a', 'b'] } };
  const trainer = async ({ parameters: { x } }: { parameters: Record<string, unknown> }) => ({
    y: Number(x),
  });
  const end = await runSweep(
    { ...SWEEP, parameters, trainer, run_cap: 9 },
    { database, onEvent: (event) => events.push(event) },
  );
  expect(end).toMatchObject({ state: 'completed', counts: { completed: 4 }, left: 0 });
  expect(events.find(({ type }) => type === 'sweep_started')).toMatchObject({ toRun: 4 });
  const added = events.flatMap((event) => (event.type === 'trials_added' ? [event.toRun] : []));
  expect(added.reduce((sum, toRun) => sum + toRun, 4)).toBe(4);
});

it('begins with what is asked for by hand, whatever the method', async () => {
  const try_first = [{ x: 0.25, kind: 'b' }, { n: 3 }, { x: 0.25, kind: 'b' }];
  for (const method of ['bayes', 'random']) {
    const database = join(temporaryFolder(), 'runs.db');
    await runSweep({ ...SWEEP, method, try_first, run_cap: 4 }, { database });
    const [first, second, ...others] = outcomeOf(database).map(({ parameters }) => parameters);
    expect(first).toMatchObject({ x: 0.25, kind: 'b' });
    // A list has an entry for each trial; what it leaves out is drawn.
    expect(second).toMatchObject({ n: 3 });
    expect(others).toHaveLength(2);
  }
});

it('tries what is added to first by hand next, and what it tried before no more', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  await runSweep({ ...SWEEP, try_first: [{ x: 0.25, kind: 'b', n: 1 }], run_cap: 3 }, { database });
  const try_first = [
    { x: 0.25, kind: 'b', n: 1 },
    { x: 0.75, kind: 'c', n: 2 },
  ];
  await runSweep({ ...SWEEP, try_first, run_cap: 5 }, { database });
  const tried = outcomeOf(database).map(({ parameters }) => parameters);
  expect(tried).toHaveLength(5);
  expect([tried[0], tried[3]]).toEqual(try_first);
});

it('ends at a target, with the same trial however many run at once', async () => {
  const ended = async (workers: number, method: string) => {
    const database = join(temporaryFolder(), 'runs.db');
    const metric = { ...SWEEP.metric, target: 0.2 };
    const parameters =
      method === 'grid' ? { x: { values: [0.9, 0.8, 0.7, 0.1, 0.6, 0.5, 0.3, 0.25] } } : SWEEP.parameters;
    const trainer = async ({ parameters: { x } }: { parameters: Record<string, unknown> }) => ({
      y: Number(x) ** 2,
    });
    const spec = { ...SWEEP, method, metric, parameters, trainer, lookahead: 2 };
    const events: RunEvent[] = [];
    const { run_cap: _, ...uncapped } = spec;
    const options = { database, workers, onEvent: (event: RunEvent) => void events.push(event) };
    const end = await runSweep(method === 'grid' ? uncapped : spec, options);
    expect(end).toMatchObject({ state: 'completed', left: 0 });
    const last = events.at(-1);
    expect(last).toMatchObject({ searchEnded: expect.stringContaining('y reached its target 0.2') });
    return outcomeOf(database).length;
  };
  // Of the grid, the fourth reaches it; those of the lookahead were begun by then.
  expect(await ended(1, 'grid')).toBe(6);
  expect(await ended(3, 'grid')).toBe(6);
  expect(await ended(4, 'random')).toBe(await ended(1, 'random'));
});

it('ends when a number of configurations brought no gain', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const parameters = { x: { values: [0.9, 0.5, 0.8, 0.7, 0.6, 0.4, 0.3] } };
  const trainer = async ({ parameters: { x } }: { parameters: Record<string, unknown> }) => ({
    y: Number(x),
  });
  const { run_cap: _, ...grid } = { ...SWEEP, method: 'grid', parameters, trainer, lookahead: 0 };
  await runSweep({ ...grid, stop_when: { no_gain_in: 3 } }, { database });
  expect(outcomeOf(database)).toHaveLength(5);
});
