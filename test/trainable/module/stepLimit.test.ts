import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore, type RunEvent, runSweep } from '../../../src/index.ts';
import { temporaryFolder } from '../../store/fixture.ts';

/** Keeps a checkpoint at its limit alone, and reports the limit that it was given. */
const TRAINER = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export async function* train({ directory, stepLimit }) {
  const saved = directory + '/step';
  let step = existsSync(saved) ? Number(readFileSync(saved, 'utf8')) : 0;
  const metrics = () => ({ step, loss: 1 / step, limit: stepLimit ?? -1 });
  if (step > 0) yield metrics();
  while (step < 8) {
    step++;
    if (step === stepLimit) writeFileSync(saved, String(step));
    yield metrics();
    await setTimeout(5);
  }
}`;

const SPEC = {
  name: 'limited',
  method: 'grid',
  metric: { name: 'loss', goal: 'minimize' },
  parameters: { lr: [0.1] },
};

async function limits(earlyTerminate: object): Promise<(readonly [number, unknown])[]> {
  const folder = temporaryFolder();
  const trainer = join(folder, 'train.mts');
  writeFileSync(trainer, TRAINER);
  const database = join(folder, 'runs.db');
  const stop = new AbortController();
  const onEvent = (event: RunEvent) => {
    if (event.type === 'report' && event.report.step === 4) stop.abort();
  };
  const spec = { ...SPEC, trainer, early_terminate: earlyTerminate };
  await runSweep(spec, { database, workers: 1, signal: stop.signal, onEvent });
  await runSweep(spec, { database, workers: 1 });
  const store = openStore(database);
  const [trial] = store.trials('limited');
  const rows = store.history(trial!.trialId);
  store.close();
  return rows.map(({ step, metrics }) => [step, metrics.limit] as const);
}

it('tells a trainer after how many reports it is judged next, those before an interruption included', async () => {
  const rungs = await limits({ type: 'asha', min_iter: 2, eta: 3 });
  expect(rungs.map(([step]) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rungs[0]).toEqual([1, 2]);
  expect(rungs.at(-1)).toEqual([8, 6]);
});

it('tells no limit where every report is judged', async () => {
  expect(new Set((await limits({ type: 'median' })).map(([, limit]) => limit))).toEqual(new Set([-1]));
});
