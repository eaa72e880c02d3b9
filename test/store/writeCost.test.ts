import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, database, epoch, planned, temporaryFolder } from './fixture.ts';

test('an epoch is on disk in well under a millisecond', () => {
  const sweep = begin(database(join(temporaryFolder(), 'runs.db')));
  const [trial] = sweep.planTrials([planned({})], [7]);
  sweep.startTrial(trial!, 0);
  const durations: number[] = [];
  for (let n = 1; n <= 500; n++) {
    const began = performance.now();
    sweep.recordEpochs([{ ...trial!, metrics: epoch(n, 0.5) }]);
    durations.push(performance.now() - began);
  }
  const median = durations.toSorted((a, b) => a - b)[250]!;
  expect(median).toBeLessThan(1);
});
