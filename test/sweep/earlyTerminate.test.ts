import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStore, type RunEvent, runSweep } from '../../src/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

const KINDS = {
  asha: { type: 'asha', min_iter: 1, eta: 2 },
  hyperband: { type: 'hyperband', min_iter: 2, eta: 2 },
  median: { type: 'median' },
  first: { type: 'first', epochs: 2, keep: 4 },
  forecast: { type: 'forecast' },
};

const sweep = (method: string, early_terminate: object) => ({
  name: 'pruned',
  method,
  run_cap: 14,
  lookahead: 2,
  early_terminate,
  metric: { name: 'y', goal: 'maximize' },
  parameters: { x: { distribution: 'uniform', min: 0, max: 1 }, speed: { values: [0.5, 1, 2] } },
  /** Trials take turns in being quick, whatever their numbers. */
  async *trainer({ parameters, trial }: { parameters: Record<string, unknown>; trial: number }) {
    for (let step = 1; step <= 9; step++) {
      await setTimeout((trial * 5) % 4);
      yield { y: Number(parameters.x) * (1 - Math.exp(-Number(parameters.speed) * step)) };
    }
  },
});

function outcomeOf(database: string) {
  const store = openStore(database);
  try {
    return store.trials().map(({ number, configuration, state, reasonMessage, trialId }) => ({
      number,
      parameters: configuration.parameters,
      state,
      reasonMessage,
      history: store.history(trialId).map(({ step, metrics }) => [step, metrics]),
    }));
  } finally {
    store.close();
  }
}

async function pruned(spec: ReturnType<typeof sweep>, workers: number) {
  const database = join(temporaryFolder(), 'runs.db');
  const end = await runSweep(spec, { database, workers });
  expect(end).toMatchObject({ state: 'completed', left: 0 });
  return outcomeOf(database);
}

describe.each(Object.entries(KINDS))('a sweep with %s', (_, kind) => {
  it.each(['random', 'bayes'])(
    'stops the same trials at the same steps at any width (%s)',
    async (method) => {
      const spec = sweep(method, kind);
      const alone = await pruned(spec, 1);
      const stopped = alone.filter(({ state }) => state === 'pruned');
      expect(stopped.length).toBeGreaterThan(0);
      expect(alone.some(({ state }) => state === 'completed')).toBe(true);
      for (const { reasonMessage, history } of stopped) {
        const [step] = history.at(-1)!;
        expect(reasonMessage).toMatch(new RegExp(`^After step ${step} .*y .*0\\.\\d+`));
        expect(history.length).toBeLessThan(9);
      }
      expect(await pruned(spec, 2)).toEqual(alone);
      expect(await pruned(spec, 5)).toEqual(alone);
    },
  );
});

it('goes on where it was interrupted to the same prunings', async () => {
  const spec = sweep('bayes', KINDS.asha);
  const database = join(temporaryFolder(), 'runs.db');
  const stopped = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'trial_ended' && event.trial.number === 6) stopped.abort();
  };
  const first = await runSweep(spec, { database, workers: 3, signal: stopped.signal, onEvent });
  expect(first.state).toBe('interrupted');
  expect(await runSweep(spec, { database, workers: 2 })).toMatchObject({ state: 'completed', left: 0 });
  expect(outcomeOf(database)).toEqual(await pruned(spec, 1));
});
