import { expect, it } from 'vitest';
import { expectedOfBest, expectedOfBestWords } from '../../src/comparison/index.ts';
import { Boards, type Database, findSweep } from '../../src/store/index.ts';
import { begin, complete, database, planned } from '../store/fixture.ts';

const cells = [planned({}), planned({ optimizer: 'sgd' }), planned({ units: 3 })];

function words(db: Database): string | undefined {
  const boards = new Boards(db);
  const sweep = findSweep(db);
  const expected = expectedOfBest(sweep, boards.leaderboard(sweep.id), boards.trials(sweep.id));
  return expected && expectedOfBestWords(expected);
}

it('of a finalist is its mean over the seeds that did not choose it', () => {
  const db = database();
  const specJson = JSON.stringify({ name: 'cnn', finals: { top: 2, seeds: 2 } });
  const sweep = begin(db, { specJson });
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.91 - trial.number / 100);
  for (const trial of sweep.planTrials(cells.slice(0, 2), [8, 9], 1)) complete(sweep, trial, 0.84);
  expect(words(db)).toBe(
    'Over the 2 seeds that did not choose the best one for the finals, its val_accuracy is 0.8400: that is what to expect of it.',
  );
});

it('of one with several seeds is its mean without the expected luck of the best', () => {
  const db = database();
  const sweep = begin(db, { replicates: 2 });
  for (const trial of sweep.planTrials(cells, [7, 8])) complete(sweep, trial, trial.seed === 7 ? 0.89 : 0.91);
  // The means are equal with a standard error of 0.01, and the best of three is 0.846 of that above its own (Harter 1961).
  expect(words(db)).toMatch(
    /^The best of 3 configurations is partly luck: with other seeds, a val_accuracy of about 0\.89[12]\d is expected of it\.$/,
  );
});

it('is not told of one seed each', () => {
  const db = database();
  const sweep = begin(db);
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.91 - trial.number / 100);
  expect(words(db)).toBeUndefined();
});
