import { cpSync, readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const EPOCHS = 27;
const all = Array.from({ length: EPOCHS }, (_, index) => index + 1);

it('a program with a checkpoint of its own trains no epoch twice, killed and interrupted, and its curve is whole', async () => {
  cpSync(packageFile('examples/checkpoints'), bench.folder, { recursive: true });
  const one = ['run', 'sweep.yaml', '--set', 'run_cap=1', '--workers', '1', '--json'];
  const endAfter = (epoch: number, signal: NodeJS.Signals) =>
    bench.run(one, (line, child) => {
      const { event, step } = JSON.parse(line);
      if (event === 'metrics' && step >= epoch) child.kill(signal);
    });
  expect(await endAfter(5, 'SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  expect(await endAfter(13, 'SIGINT')).toMatchObject({ status: 130 });
  const { status, stdout } = await bench.run(one);
  expect(status).toBe(0);
  const ended = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find(({ event }) => event === 'trial_ended');
  expect(ended).toMatchObject({ state: 'completed', steps: EPOCHS });

  const trained = readFileSync(bench.path('runs.db-files/1/1/trained.log'), 'utf8').trim().split('\n');
  expect(trained.map((line) => Number(line.split(' ')[0]))).toEqual(all);
  // The rungs are at 3, 9 and 27 reports: each start is given the next one.
  const limits = [...new Set(trained.map((line) => Number(line.split(' ')[2])))];
  expect(limits).toEqual([3, 9, EPOCHS]);

  const shown = JSON.parse((await bench.run(['show', '1/1', '--json'])).stdout);
  expect(shown.curve.map(({ step }: { step: number }) => step)).toEqual(all);
  expect(shown).toMatchObject({ state: 'completed', attempt: 3 });
});
