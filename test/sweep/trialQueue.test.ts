import { expect, it } from 'vitest';
import { TrialQueue } from '../../src/sweep/trialQueue.ts';
import { planned } from '../store/sweeps.ts';

it('a queue takes as many trials as a spec can ask for', async () => {
  const { configuration } = planned({ units: 2 });
  const trials = Array.from({ length: 300_000 }, (_, index) => ({
    number: index + 1,
    attempt: 1,
    configuration,
    replicate: 0,
    seed: 7,
    state: 'queued' as const,
    crashes: 0,
  }));
  const queue = new TrialQueue();
  queue.add(trials);
  expect(queue.toRun).toBe(300_000);
  expect((await queue.take())?.number).toBe(1);
});
