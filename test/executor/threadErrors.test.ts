import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { threadDied } from '../../src/executor/threadErrors.ts';

it('says that a thread whose heap was full had no memory left', async () => {
  const worker = new Worker('const all = []; for (;;) all.push([...all])', {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  const [error] = await once(worker, 'error');
  expect(threadDied(error)).toMatchObject({ code: 'out_of_memory', hint: expect.stringContaining('MiB') });
});

it('keeps the message of any other end', () => {
  expect(threadDied(new Error('worker exited with code: 3'))).toEqual({
    code: 'trial_crashed',
    message: 'worker exited with code: 3',
  });
});
