import { expect, it, onTestFinished } from 'vitest';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { configure } from '../../src/model/configure.ts';
import { listSweeps } from '../../src/store/index.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';
import { memory, runTiny, tinySpec } from '../sweep/tinySweep.ts';

const job = (trial: number, engine: string, epochs = 1) =>
  tinyJob(trial, configure({ model: 'ann', units: 4, epochs, batch_size: 20 }), { engine });

function open(slots: number): PiscinaExecutor {
  const executor = new PiscinaExecutor({ kind: 'network', dataset: tinyDataset() }, slots);
  onTestFinished(() => executor.close());
  return executor;
}

const unavailable = { state: 'unavailable', error: { code: 'engine_unavailable' } };

it('gives a trial that a thread cannot begin to another one, until none is left', async () => {
  const executor = open(3);
  const outcomes = await Promise.all([1, 2].map((trial) => executor.submit(job(trial, 'missing'), () => {})));
  expect(outcomes).toMatchObject([unavailable, unavailable]);
});

it('lets the trial of a retired thread wait for one that trains, and keeps it when that is stopped', async () => {
  const executor = open(2);
  const messages: string[] = [];
  const endless = executor.submit(job(1, 'onnx', 10_000), ({ type }) => {
    if (messages.push(type) === 1) void refused.then(() => executor.stopTrial(1));
  });
  const refused = executor.submit(job(2, 'missing'), () => {});
  setTimeout(() => executor.stopTrial(2), 2000);
  expect(await refused).toEqual({ state: 'stopped' });
  executor.stopTrial(1);
  expect(await endless).toEqual({ state: 'stopped' });
  const next = await executor.submit(job(3, 'onnx'), () => {});
  expect(next.state).toBe('completed');
});

it('ends a sweep whose engine no thread can load, with all its trials in the queue', async () => {
  const db = memory();
  const known = tinySpec('method: grid\nparameters: {units: {values: [2, 3, 4]}, epochs: 1}');
  const spec = { ...known, setup: { ...known.setup, engine: 'missing' as never } };
  await expect(runTiny(db, spec, { threads: 2 })).rejects.toThrow(
    expect.objectContaining({ cause: expect.objectContaining({ code: 'engine_unavailable' }) }),
  );
  expect(listSweeps(db)).toMatchObject([{ state: 'failed', trials: { queued: 3, failed: 0 } }]);
});
