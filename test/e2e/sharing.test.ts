import { afterAll, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

it('epochs that trials share are trained once, and said of each of them', async () => {
  bench.write('shared.yaml', TINY_SPEC.replace('epochs: 2', 'epochs: [1, 3]').replace('[sgd, adam]', 'adam'));
  const plan = await bench.run(['plan', 'shared.yaml']);
  expect(plan.stdout).toContain('4 trials to run, 8 epochs, 6 to train');
  const run = await bench.run(['run', 'shared.yaml', '--json']);
  const events = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.filter(({ event }) => event === 'epoch')).toHaveLength(6);
  const began = events.filter(({ event }) => event === 'trial_started');
  expect(began).toContainEqual(
    expect.objectContaining({ trial: 3, resumed_from: 1, origin: { sweep: 1, trial: 1, step: 1 } }),
  );
  const shown = await bench.run(['show', 'tiny/3']);
  expect(shown.stdout).toContain('Shared: its first epoch is that of trial 1.');
  const { origin, curve } = JSON.parse((await bench.run(['show', 'tiny/3', '--json'])).stdout);
  expect(origin).toMatchObject({ sweep: 1, trial: 1, step: 1, durationMs: expect.any(Number) as number });
  expect(curve).toHaveLength(3);
  const { trainingMs } = JSON.parse((await bench.run(['ls', '--json'])).stdout)[0];
  const rows = JSON.parse((await bench.run(['leaderboard', '--json'])).stdout) as { durationMs: number }[];
  expect(trainingMs).toBeLessThan(rows.reduce((sum, { durationMs }) => sum + durationMs, 0));
  bench.write(
    'longer.yaml',
    TINY_SPEC.replace('epochs: 2', 'epochs: [1, 3, 4]').replace('[sgd, adam]', 'adam'),
  );
  const longer = JSON.parse((await bench.run(['plan', 'longer.yaml', '--json'])).stdout);
  expect(longer).toMatchObject({ alreadyDone: 4, epochs: 8, epochsToTrain: 2 });
});

it('a search that learns names its trials by what they have, and plans only what longer ones have left to do', async () => {
  const spec = (epochs: number) => `name: learnt
model: ann
dataset: synthetic
method: bayes
run_cap: 2
finals: {top: 1, seeds: 1}
parameters:
  hidden_size: {values: [8, 16, 24]}
  num_layers: {values: [1, 2]}
  batch_size: 1024
  epochs: ${epochs}
`;
  bench.write('learnt.yaml', spec(1));
  expect((await bench.run(['run', 'learnt.yaml'])).stdout).toMatch(/^#1 started {2}units=\S+ seed=0$/m);
  const planOf = async () => JSON.parse((await bench.run(['plan', 'learnt.yaml', '--json'])).stdout);
  expect(await planOf()).toMatchObject({ alreadyDone: 3, toRun: 0, mayShareEpochs: false });
  bench.write(
    'longer.yaml',
    spec(1).replace('epochs: 1', 'epochs: [1, 2]').replace('run_cap: 2', 'run_cap: 8'),
  );
  expect((await bench.run(['plan', 'longer.yaml'])).stdout).toMatch(
    /at most about .*Trials that are alike up to some epoch train up to it once/s,
  );
  bench.write('learnt.yaml', spec(3));
  expect(await planOf()).toMatchObject({ alreadyDone: 0, toRun: 3, epochs: 9, epochsToTrain: 7 });
  await bench.run(['run', 'learnt.yaml']);
  expect(await planOf()).toMatchObject({ alreadyDone: 3, toRun: 0 });
});
