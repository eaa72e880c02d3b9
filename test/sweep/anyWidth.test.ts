import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type RunEvent, runSweep, type SpecObject } from '../../src/index.ts';
import { PRUNERS } from '../../src/pruner/index.ts';
import { Random } from '../../src/random.ts';
import { SAMPLERS } from '../../src/sampler/index.ts';
import { canonicalDump, contradictions, type Dump } from '../helpers/canonicalDump.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { npzOf, stripes } from '../helpers/stripes.ts';
import { temporaryFolder } from '../store/fixture.ts';

const SPACE = {
  x: { distribution: 'uniform', min: -1, max: 1 },
  speed: { values: [0.25, 0.5, 1, 2] },
  units: { distribution: 'int_uniform', min: 1, max: 9 },
};
const CELLS = { x: { values: [0.9, -0.5, 0.1, -0.7] }, speed: { values: [2, 1, 0.5] } };

/** Every method, with its designs and orders. */
const METHODS: Readonly<Record<string, SpecObject>> = {
  grid: { method: 'grid', parameters: CELLS },
  'grid, shuffled': { method: 'grid', order: 'shuffled', run_cap: 12, parameters: CELLS },
  random: { method: 'random', run_cap: 12, parameters: SPACE },
  'random by Sobol': { method: 'random', design: 'sobol', run_cap: 12, parameters: SPACE },
  bayes: { method: 'bayes', run_cap: 14, parameters: SPACE },
};

/** Every kind of `early_terminate`, and none; each stops some trials of the sweep below, and not all. */
const KINDS: Readonly<Record<string, object>> = {
  none: {},
  hyperband: { early_terminate: { type: 'hyperband', min_iter: 2, eta: 2 } },
  asha: { early_terminate: { type: 'asha', min_iter: 1, eta: 2 } },
  median: { early_terminate: { type: 'median', min_trials: 3 } },
  first: { early_terminate: { type: 'first', epochs: 2, keep: 3 } },
  forecast: { early_terminate: { type: 'forecast', min_iter: 3 } },
};

const sweepOf = (method: SpecObject, kind: object): SpecObject => ({
  name: 'same',
  lookahead: 3,
  metric: { name: 'y', goal: 'maximize' },
  ...method,
  ...kind,
  /** Trials are quick in turn, whatever their numbers; one has no value at a step, and one fails. */
  async *trainer({ parameters, trial, seed }: Told) {
    const noise = Random.of(seed, 'noise');
    const height = 1 - Number(parameters.x) ** 2;
    for (let step = 1; step <= 6; step++) {
      for (let turn = (trial * 7 + step * 3) % 11; turn > 0; turn--) await setImmediate();
      if (trial === 6 && step === 4) throw new Error('this one always fails');
      const y = height * (1 - Math.exp(-Number(parameters.speed) * step)) + 0.01 * noise.normal();
      yield { y: trial === 4 && step === 1 ? Number.NaN : y, twice: 2 * y };
    }
  },
});

interface Told {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly trial: number;
  readonly seed: number;
}

/**
 * Runs the sweep to its end with one interruption at each of those reports, at last with the last number of
 * workers.
 */
async function dumpOf(
  spec: SpecObject,
  workers: readonly number[],
  stopAfterReports: readonly number[] = [],
): Promise<Dump> {
  const database = join(temporaryFolder(), 'runs.db');
  for (const [nth, after] of stopAfterReports.entries()) {
    const stop = new AbortController();
    let reports = 0;
    const onEvent = ({ type }: RunEvent): void => {
      if (type === 'report' && ++reports === after) stop.abort();
    };
    const { state } = await runSweep(spec, {
      database,
      workers: workers[nth]!,
      signal: stop.signal,
      onEvent,
    });
    expect(state).toBe('interrupted');
  }
  const end = await runSweep(spec, { database, workers: workers.at(-1)! });
  expect(end).toMatchObject({ state: 'completed', left: 0 });
  const dump = canonicalDump(database);
  expect(contradictions(dump)).toEqual([]);
  return dump;
}

it('knows every sampler and every pruner', () => {
  expect(new Set(Object.values(METHODS).map(({ method }) => method))).toEqual(new Set(Object.keys(SAMPLERS)));
  expect(Object.keys(KINDS).slice(1).sort()).toEqual(Object.keys(PRUNERS).sort());
});

const COMBINATIONS = Object.keys(METHODS).flatMap((method) =>
  Object.keys(KINDS).map((kind) => [method, kind] as const),
);

describe('a sweep', () => {
  it.each(COMBINATIONS)(
    'with method %s and early_terminate %s is the same at any width and after stops',
    async (method, kind) => {
      const spec = sweepOf(METHODS[method]!, KINDS[kind]!);
      const alone = await dumpOf(spec, [1]);
      expect(alone.trials).toHaveLength(method === 'bayes' ? 14 : 12);
      const states = new Set(alone.trials.map(({ state }) => state));
      expect(states).toContain('completed');
      expect(states.has('pruned')).toBe(kind !== 'none');
      if (kind === 'none') expect(states).toContain('failed');
      for (const { reason, lastStep } of alone.trials.filter(({ state }) => state === 'pruned'))
        expect(reason).toMatch(new RegExp(`step ${lastStep} .*y .*0\\.\\d+`));
      expect(await dumpOf(spec, [2])).toEqual(alone);
      expect(await dumpOf(spec, [4])).toEqual(alone);
      const random = Random.of(1, method, kind);
      const stops = [1 + random.below(10), 1 + random.below(12)];
      expect(await dumpOf(spec, [3, 1, 6], stops)).toEqual(alone);
    },
  );
});

describe('a sweep of networks', () => {
  const NETWORKS = {
    name: 'networks',
    lookahead: 2,
    metric: { name: 'val_loss', goal: 'minimize' },
    validation: 60,
    parameters: {
      units: [4, 8, 12],
      learning_rate: [0.0003, 0.03, 0.003],
      optimizer: ['adam', 'sgd'],
      batch_size: 30,
      dropout: 0.2,
      epochs: 4,
    },
  };

  /** The separately built engine is tested if it is installed. */
  it.each([
    ['bayes', 'asha', 'onnx', 'cnn'],
    ['grid, shuffled', 'first', 'tfjs', 'ann'],
  ])(
    'with method %s, early_terminate %s and engine %s is the same at any width and after stops',
    async (method, kind, engine, model) => {
      const path = join(temporaryFolder(), 'stripes.npz');
      writeFileSync(path, npzOf(stripes(300, 12, 1, 3), stripes(60, 12, 1, 3)));
      const { parameters: _, ...search } = METHODS[method]!;
      const narrow = model === 'cnn' ? { filters: [2] } : {};
      const spec = {
        ...search,
        ...NETWORKS,
        ...KINDS[kind]!,
        run_cap: 7,
        model,
        engine: (await engineNames()).includes(engine) ? engine : 'tfjs-cpu',
        dataset: { name: 'stripes', path },
        parameters: { ...NETWORKS.parameters, ...narrow },
      };
      const alone = await dumpOf(spec, [1]);
      expect(alone.trials).toHaveLength(7);
      expect(new Set(alone.trials.map(({ state }) => state))).toEqual(new Set(['completed', 'pruned']));
      expect(await dumpOf(spec, [2, 3], [5])).toEqual(alone);
    },
  );
});
