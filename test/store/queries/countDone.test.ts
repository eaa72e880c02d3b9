import { expect, test } from 'vitest';
import { countDone } from '../../../src/store/index.ts';
import { begin, complete, database, fail, planned } from '../fixture.ts';

test('what a run would find done is counted by configuration', () => {
  const db = database();
  const plan = [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })];
  const sweep = begin(db, { identity: 'mine' });
  const trials = sweep.planTrials(plan.slice(0, 2), [7, 8]);
  complete(sweep, trials[0]!, 0.5);
  fail(sweep, trials[1]!);
  fail(sweep, trials[2]!);
  sweep.startTrial(trials[3]!, 0);
  sweep.endTrial(trials[3]!, { state: 'pruned' });

  const configurations = plan.map(({ configuration }) => configuration);
  expect(countDone(db, 'mine', configurations, 2)).toEqual([1, 1, 0]);
  expect(countDone(db, 'mine', configurations, 1)).toEqual([1, 0, 0]);
  expect(countDone(db, 'another', configurations, 2)).toEqual([0, 0, 0]);
});
