import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { leaderboard, openStore, type RunEvent, runSweep } from '../../src/index.ts';
import { temporaryFolder } from '../store/fixture.ts';

const SWEEP = {
  name: 'roles',
  method: 'bayes',
  run_cap: 26,
  lookahead: 3,
  seed: 7,
  roles: { kind: 'scientific' },
  finals: { seeds: 2 },
  metric: { name: 'y', goal: 'minimize' },
  parameters: {
    kind: { values: ['a', 'b'] },
    x: { distribution: 'uniform', min: -1, max: 1 },
    n: { distribution: 'int_uniform', min: 1, max: 9, when: { kind: 'b' } },
  },
  /** Trials end first in turn, whatever their numbers. */
  async *trainer({ parameters, seed, trial }: Told) {
    await setTimeout((trial * 7) % 5);
    if (trial === 5) throw new Error('this one always fails');
    const x = Number(parameters.x);
    yield { y: x ** 2 + (parameters.kind === 'a' ? 0.5 : 0) + 0.001 * Math.sin(seed + x) };
  },
};

interface Told {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly trial: number;
}

/** The trials by number; each interruption ends a run after that many reports. */
async function outcomeOf(spec: object, workers: number, interruptions: readonly number[] = []) {
  const database = join(temporaryFolder(), 'runs.db');
  for (const after of [...interruptions, Infinity]) {
    const stop = new AbortController();
    let reports = 0;
    const onEvent = ({ type }: RunEvent): void => {
      if (type === 'report' && ++reports === after) stop.abort();
    };
    await runSweep(spec as typeof SWEEP, { database, workers, signal: stop.signal, onEvent });
  }
  const store = openStore(database);
  const trials = store.trials().map(({ number, configuration, seed, state, reason, metrics }) => {
    return { number, parameters: configuration.parameters, seed, state, reason, y: metrics.y };
  });
  const finalists = leaderboard(store, 1).flatMap(({ finalist, parameters }) =>
    finalist ? [parameters.kind] : [],
  );
  store.close();
  return { trials, finalists };
}

it('is the same with any number of workers, and after interruptions', async () => {
  const alone = await outcomeOf(SWEEP, 1);
  expect(await outcomeOf(SWEEP, 4)).toEqual(alone);
  expect(await outcomeOf(SWEEP, 3, [4, 9, 12])).toEqual(alone);
});

it('searches each scientific value as often, and trains the best of each with the same further seeds', async () => {
  const { trials, finalists } = await outcomeOf(SWEEP, 2);
  const of = (kind: string, least: number, most: number) =>
    trials.filter(({ parameters, seed }) => parameters.kind === kind && seed >= least && seed <= most);
  expect([of('a', 7, 7).length, of('b', 7, 7).length]).toEqual([13, 13]);
  expect(finalists).toEqual(['b', 'a']);
  for (const kind of ['a', 'b']) {
    const found = of(kind, 7, 7).filter(({ state }) => state === 'completed');
    const best = found.reduce((one, other) => (Number(other.y) < Number(one.y) ? other : one));
    const finals = of(kind, 8, 9);
    expect(finals.map(({ seed }) => seed)).toEqual([8, 9]);
    for (const { parameters } of finals) expect(parameters).toEqual(best.parameters);
  }
});

it('goes on alike for each with a higher run_cap', async () => {
  const { finals: _, ...searched } = SWEEP;
  const { trials } = await outcomeOf({ ...searched, method: 'random', run_cap: 8 }, 2);
  const longer = await outcomeOf({ ...searched, method: 'random', run_cap: 12 }, 2);
  expect(longer.trials.slice(0, 8)).toEqual(trials);
  const nuisances = (kind: string) =>
    longer.trials.flatMap(({ parameters }) => (parameters.kind === kind ? [parameters.x] : []));
  expect(nuisances('a')).toHaveLength(6);
  expect(nuisances('a')).toEqual(nuisances('b'));
});

/** Values of kind a are far worse at every step, and those of b stop if they are behind others of b. */
const STOPPED = {
  ...SWEEP,
  early_terminate: { type: 'asha', min_iter: 1, eta: 3 },
  async *trainer({ parameters, seed, trial }: Told) {
    for (let step = 1; step <= 4; step++) {
      await setTimeout((trial * step * 7) % 5);
      const x = Number(parameters.x);
      yield { y: (x ** 2 + (parameters.kind === 'a' ? 5 : 0) + 0.001 * Math.sin(seed + x)) / step };
    }
  },
};

it('stops trials early by comparison with those of the same scientific value alone', async () => {
  const alone = await outcomeOf(STOPPED, 1);
  expect(await outcomeOf(STOPPED, 4)).toEqual(alone);
  expect(await outcomeOf(STOPPED, 3, [4, 19, 32])).toEqual(alone);
  for (const kind of ['a', 'b']) {
    const searched = alone.trials.filter(({ parameters, seed }) => parameters.kind === kind && seed === 7);
    const reasons = searched.flatMap(({ state, reason }) => (state === 'pruned' ? [reason!] : []));
    expect(searched.length - reasons.length).toBeGreaterThan(2);
    expect(reasons.length).toBeGreaterThan(4);
    for (const reason of reasons)
      expect(reason).toMatch(new RegExp(`third of \\d+ trials with kind ${kind} at step`));
  }
  expect(alone.finalists).toEqual(['b', 'a']);
});
