import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore, runSweep } from '../../src/index.ts';
import { Random } from '../../src/random.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import type { MeasuredConfiguration } from '../../src/simulation/measured.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { temporaryFolder } from '../store/fixture.ts';
import { specOf } from '../sweepfile/read.ts';

const SPACE = `
program: train.py
metric: {name: y, goal: minimize}
parameters:
  a: {values: [1, 2, 3, 4, 5, 6]}
  b: {values: [red, green, blue]}
  c: {min: 1, max: 3}
`;
const STEPS = 9;

/** The loss of a configuration after a step: some start badly and end well. */
function loss({ a, b, c }: Record<string, unknown>, step: number): number {
  const ends = Math.abs(Number(a) - 4) + (b === 'green' ? 0 : 1) + Number(c) / 10;
  return ends + (Number(c) * 2) / step;
}

const measured = proposeAll(specOf(`method: grid\n${SPACE}`)).configurations.map(
  (configuration, place): MeasuredConfiguration => ({
    configuration,
    plannedSteps: STEPS,
    trials: [0, 1].map((seed) => {
      const random = Random.of(seed, 'measured', place);
      const curve = Array.from({ length: STEPS }, (_, index) => loss(configuration, index + 1) + seed / 100);
      const reports = curve.map((y, index) => ({
        step: index + 1,
        durationMs: 1 + Math.floor(random.uniform() * 1000),
        metrics: { y },
      }));
      return { reports, value: curve.at(-1)! };
    }),
  }),
);

/** The tried configurations in order, each with its last step. */
async function simulated(lines: string, workers: number) {
  const trials = await simulate({ spec: specOf(`${lines}\n${SPACE}`), measured, workers });
  return trials.sort((x, y) => x.number - y.number);
}

describe.each(['method: random', 'method: random\ndesign: sobol', 'method: bayes'])('%s', (search) => {
  it.each(['asha', 'median', 'forecast', '{type: first, keep: 3}'])(
    'under %s tries the same at any width',
    async (kind) => {
      const lines = `${search}\nrun_cap: 30\nseed: 5\nearly_terminate: ${kind.startsWith('{') ? kind : `{type: ${kind}}`}`;
      const timeless = async (workers: number) =>
        (await simulated(lines, workers)).map(({ number, configuration, state, reason, value, steps }) => ({
          number,
          configuration,
          state,
          reason,
          value,
          steps,
        }));
      const alone = await timeless(1);
      expect(alone).toHaveLength(30);
      expect(new Set(alone.map(({ configuration }) => JSON.stringify(configuration))).size).toBe(30);
      expect(await timeless(3)).toEqual(alone);
      expect(await timeless(8)).toEqual(alone);
    },
  );
});

it('takes the time that its trials took, shared among its workers', async () => {
  const longest = async (workers: number) =>
    Math.max(...(await simulated('method: random\nrun_cap: 12', workers)).map(({ endedMs }) => endedMs));
  const trained = (await simulated('method: random\nrun_cap: 12', 1)).map(({ configuration }) =>
    measured.findIndex((each) => each.configuration === configuration),
  );
  const took = trained.map((place) =>
    measured[place]!.trials[place % 2]!.reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
  );
  expect(await longest(1)).toBe(took.reduce((sum, ms) => sum + ms, 0));
  expect(await longest(12)).toBe(Math.max(...took));
});

it('ends a sweep once enough is known', async () => {
  const trials = await simulate({
    spec: specOf(`method: random\n${SPACE}`),
    measured,
    workers: 2,
    until: ({ number }) => number === 7,
  });
  expect(trials.at(-1)!.number).toBe(7);
  expect(trials.length).toBeLessThan(9);
});

it('stops trials where a sweep that is really run does', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const early = { type: 'asha', min_iter: 1 };
  const grid = {
    a: { values: [1, 2, 3, 4, 5, 6] },
    b: { values: ['red', 'green', 'blue'] },
    c: { min: 1, max: 3 },
  };
  await runSweep(
    {
      name: 'real',
      method: 'grid',
      metric: { name: 'y', goal: 'minimize' },
      early_terminate: early,
      parameters: grid,
      *trainer({ parameters }: { parameters: Record<string, unknown> }) {
        for (let step = 1; step <= STEPS; step++) yield { y: loss(parameters, step) };
      },
    },
    { database, workers: 3 },
  );
  const store = openStore(database);
  const real = store.trials().map(({ number, configuration, state, trialId }) => ({
    number,
    parameters: configuration.parameters,
    state,
    steps: store.history(trialId).length,
  }));
  store.close();
  const first = measured.map((each) => ({
    ...each,
    plannedSteps: undefined,
    trials: each.trials.slice(0, 1),
  }));
  const trials = await simulate({
    spec: specOf(`method: grid\nearly_terminate: {type: asha, min_iter: 1}\n${SPACE}`),
    measured: first,
    workers: 2,
  });
  const found = trials
    .sort((x, y) => x.number - y.number)
    .map(({ number, configuration, state, steps }) => ({ number, parameters: configuration, state, steps }));
  expect(found).toEqual(real);
  expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['completed', 'pruned']));
});
