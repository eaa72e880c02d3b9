import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { defineTrainer, leaderboard, openStore, type RunEvent, runSweep } from '../src/index.ts';
import { npzOf, stripes } from './helpers/stripes.ts';
import { temporaryFolder } from './store/fixture.ts';

const metric = { name: 'y', goal: 'minimize' };

it('runs a function over a space and tells the best configuration', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const events: RunEvent[] = [];
  const { best, ...end } = await runSweep(
    {
      name: 'parabola',
      method: 'grid',
      metric,
      parameters: { x: [-1, 0.5, 2], shape: { value: [1, { wide: true }] } },
      async *trainer({ parameters }) {
        yield { y: 100, slope: 2 * parameters.x };
        yield { y: parameters.x ** 2 };
      },
    },
    { database, onEvent: (event) => events.push(event) },
  );
  expect(end).toMatchObject({
    sweepId: 1,
    name: 'parabola',
    state: 'completed',
    counts: { completed: 3 },
    left: 0,
  });
  expect(best).toMatchObject({ parameters: { x: 0.5, shape: [1, { wide: true }] }, mean: 0.25, rank: 1 });
  expect(events.map(({ type }) => type).slice(0, 4)).toEqual([
    'sweep_started',
    'trial_started',
    'report',
    'report',
  ]);

  const store = openStore(database);
  expect(store.sweeps()).toMatchObject([{ name: 'parabola', trainable: 'module', trials: { completed: 3 } }]);
  expect(store.sweep().specText).toContain('trainer: trainer # a function of the program that ran this');
  expect(leaderboard(store, 'parabola').map(({ mean }) => mean)).toEqual([0.25, 1, 4]);
  expect(leaderboard(store, 1, { where: 'x>1', limit: 1 })).toMatchObject([
    { rank: 3, metrics: { slope: 4 } },
  ]);
  const [first] = store.trials();
  expect(first).toMatchObject({ number: 1, state: 'completed', metrics: { y: 1, slope: -2 } });
  expect(store.history(first!.trialId)).toMatchObject([
    { step: 1, metrics: { y: 100, slope: -2 } },
    { step: 2, metrics: { y: 1 } },
  ]);
  store.close();
});

it('runs the spec of a file with a module beside it, and begins a new sweep once that was edited', async () => {
  const folder = temporaryFolder();
  const database = join(folder, 'runs.db');
  mkdirSync(join(folder, 'specs'));
  const spec = join(folder, 'specs', 'mine.yaml');
  const trainer = join(folder, 'specs', 'train.ts');
  writeFileSync(
    spec,
    'trainer: ./train.ts\nmethod: grid\nmetric: {name: y, goal: minimize}\nparameters: {x: [1, 2]}\n',
  );
  const write = (factor: number) =>
    writeFileSync(
      trainer,
      `console.log('here'); export async function* train({ parameters }) { yield { y: ${factor} * parameters.x }; }`,
    );
  write(1);
  expect(await runSweep(spec, { database })).toMatchObject({ sweepId: 1, counts: { completed: 2 } });
  expect(await runSweep(spec, { database })).toMatchObject({
    sweepId: 1,
    counts: { completed: 0, skipped: 2 },
  });
  write(10);
  expect(await runSweep(spec, { database, workers: 1 })).toMatchObject({
    sweepId: 2,
    name: 'mine',
    best: { mean: 10 },
  });
  const store = openStore(database);
  const [trial] = store.trials(2);
  expect(store.output(trial!.trialId)).toMatchObject([{ stream: 'stdout', text: 'here\n' }]);
  expect(store.sweep(2).shared).toMatchObject({ trainer: './train.ts', node: process.version });
  store.close();
});

it('stops at a signal, several trials of a function at once, and goes on with the same call', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const stop = new AbortController();
  let running = 0;
  let most = 0;
  const trainer = defineTrainer<{ x: number }>(async ({ parameters, signal, directory }) => {
    most = Math.max(most, ++running);
    try {
      const file = join(directory, 'attempts');
      writeFileSync(file, 'x', { flag: 'a' });
      if (stop.signal.aborted) return { y: parameters.x, attempts: readFileSync(file).length };
      if (running === 3) stop.abort();
      await setTimeout(60_000, undefined, { signal });
      return undefined;
    } finally {
      running--;
    }
  });
  const spec = { method: 'grid', metric, parameters: { x: [1, 2, 3, 4] }, trainer };
  const first = await runSweep(spec, { database, workers: 3, signal: stop.signal });
  expect(first).toMatchObject({ state: 'interrupted', left: 4, best: undefined });
  expect(most).toBe(3);
  const second = await runSweep(spec, { database });
  expect(second).toMatchObject({ sweepId: 1, state: 'completed', best: { metrics: { y: 1, attempts: 2 } } });
});

it('runs networks and programs as the command does', async () => {
  const folder = temporaryFolder();
  const database = join(folder, 'runs.db');
  writeFileSync(join(folder, 'stripes.npz'), npzOf(stripes(100, 8, 1, 2), stripes(20, 8, 1, 2)));
  const networks = await runSweep(
    {
      model: 'ann',
      dataset: { name: 'stripes', path: join(folder, 'stripes.npz') },
      validation: 20,
      method: 'grid',
      parameters: { units: 4, epochs: 20, batch_size: 10, learning_rate: 0.01 },
    },
    { database },
  );
  expect(networks.best?.metrics.val_accuracy).toBeGreaterThan(0.5);
  const programs = await runSweep(
    {
      command: [
        'node',
        '-e',
        'console.log(JSON.stringify({ y: JSON.parse(process.env.SWEEP_PARAMETERS).x }))',
      ],
      method: 'grid',
      metric,
      parameters: { x: 3 },
    },
    { database },
  );
  expect(programs).toMatchObject({ sweepId: 2, best: { mean: 3 } });
});

it('says all that is wrong with a spec or a trainer, and writes nothing', async () => {
  const folder = temporaryFolder();
  const database = join(folder, 'runs.db');
  writeFileSync(join(folder, 'broken.mjs'), 'export const train = 1;');
  await expect(
    runSweep(
      { trainer: join(folder, 'broken.mjs'), method: 'grid', metric, parameters: { x: 1 } },
      { database },
    ),
  ).rejects.toMatchObject({
    code: 'trainer_invalid',
    message: expect.stringContaining('no function called train'),
  });
  expect(openStore(database).sweeps()).toEqual([]);
  rmSync(database);
  const wrong = runSweep({ method: 'grit', metric, parameters: { x: [] }, trainer: () => [] } as never, {
    database,
  });
  await expect(wrong).rejects.toMatchObject({
    code: 'spec_invalid',
    message: expect.stringMatching(/Did you mean.*grid/s),
  });
  await expect(runSweep('absent.yaml', { database })).rejects.toMatchObject({ code: 'spec_not_found' });
  await expect(
    runSweep('trainer: ./absent.ts\nmethod: grid\nmetric: y\nparameters: {x: 1}', { database }),
  ).rejects.toMatchObject({ code: 'trainer_invalid', message: expect.stringContaining('absent.ts') });
  await expect(runSweep('method: grid', { database, workers: 0 })).rejects.toMatchObject({ code: 'usage' });
  expect(() => openStore(database)).toThrow(expect.objectContaining({ code: 'database_unusable' }));
});
