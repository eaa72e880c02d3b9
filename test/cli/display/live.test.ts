import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { liveDisplay } from '../../../src/cli/display/live.ts';
import { Progress } from '../../../src/cli/display/progress.ts';
import type { Wording } from '../../../src/cli/display/wording.ts';
import { resultsOf } from '../../../src/cli/results/index.ts';
import { terminal } from './terminal.ts';

/** What a terminal has been told after a sweep of which so many trials ended before has begun. */
function begun(resumed: boolean, isOpenEnded = false): string {
  const { written, stream } = terminal(100);
  const progress = new Progress({ name: 'score', goal: 'maximize' }, () => ({}));
  const display = liveDisplay(progress, {
    chalk: new Chalk({ level: 0 }),
    wording: {
      varying: [],
      replicates: 1,
      ranked: 'score',
      stepName: 'step',
      results: resultsOf('program'),
    } as unknown as Wording,
    bestBefore: () => undefined,
    before: () => ({ trials: [], ended: 2, failed: 1 }),
    stream,
    database: 'runs.db',
  });
  const sweep = { sweepId: 1, trials: [], toRun: 4, isOpenEnded, workers: 1 };
  display.onEvent({ type: 'sweep_started', ...sweep, resumed });
  display.stopping('Stopping.');
  display.close();
  return stripVTControlCharacters(written.join(''));
}

it('a run that goes on counts the trials of the whole sweep, as its page does', () => {
  expect(begun(true)).toContain(' 2/6 trials, 1 failed');
  expect(begun(true, true)).toContain(' 2 trials done, 1 failed');
  expect(begun(false)).toContain(' 0/4 trials');
});
