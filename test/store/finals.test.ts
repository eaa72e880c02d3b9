import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  Boards,
  type Database,
  finalsWords,
  findSweep,
  firstLookWords,
  openDatabase,
} from '../../src/store/index.ts';
import { begin, complete, epoch, fail, planned, result } from './sweeps.ts';

const FINALS = { specJson: JSON.stringify({ name: 'cnn', finals: { top: 2, seeds: 2 } }) };

let db: Database;
beforeEach(() => {
  db = openDatabase(':memory:');
});
afterEach(() => db.close());

function words() {
  const boards = new Boards(db);
  const sweep = findSweep(db);
  const rows = boards.leaderboard(sweep.id);
  return {
    finals: finalsWords(sweep, rows),
    firstLook: firstLookWords(sweep, rows, boards.trials(sweep.id)),
  };
}

/** A search of three configurations, of which the first two are trained with two more seeds. */
function search(values: readonly number[], further: readonly (number | undefined)[]) {
  const sweep = begin(db, FINALS);
  const cells = [planned({ optimizer: 'adam' }), planned({ optimizer: 'sgd' }), planned({ units: 3 })];
  for (const [index, trial] of sweep.planTrials(cells, [7]).entries()) complete(sweep, trial, values[index]!);
  for (const [index, trial] of sweep.planTrials(cells.slice(0, 2), [8, 9], 1).entries()) {
    const value = further[index];
    if (value === undefined) fail(sweep, trial);
    else complete(sweep, trial, value);
  }
  return sweep;
}

it('says what the best value of the search came to over all seeds, and where that ranks', () => {
  search([0.9, 0.89, 0.8], [0.84, 0.84, 0.89, 0.89]);
  expect(words().firstLook).toBe(
    'The best of the search, trial 1, had val_accuracy 0.9000 with its one seed and has 0.8600 over all 3, which is worse by 0.0400; it ranks 2.',
  );
});

it.each([
  [[0.9, 0.93, 0.8, 0.8], 'has 0.9100 over all 3, which is better by 0.0100; it ranks 1.'],
  [[0.9, 0.9, 0.8, 0.8], 'has 0.9000 over all 3, which is the same; it ranks 1.'],
])('whether it was flattered or not (%j)', (further, end) => {
  search([0.9, 0.89, 0.8], further);
  expect(words().firstLook).toMatch(new RegExp(`${end.replaceAll('.', '\\.')}$`));
});

it('says nothing of it before all of its finals are done, or where one failed', () => {
  search([0.9, 0.89, 0.8], [undefined, 0.9, 0.8, 0.8]);
  expect(words().firstLook).toBeUndefined();
});

it('says that finalists stand before others that were trained for longer', () => {
  const sweep = search([0.9, 0.89, 0.8], [0.88, 0.88, 0.87, 0.87]);
  expect(words().finals).toMatch(/the best of many short looks is partly luck\.$/);
  const [longer] = sweep.planTrials([planned({ optimizer: 'adam', epochs: 3 })], [7]);
  sweep.startTrial(longer!, 0);
  sweep.recordSteps([1, 2, 3].map((step) => ({ ...longer!, ...epoch(step, 0.95) })));
  sweep.endTrial(longer!, { state: 'completed', result: result(longer!, { kept: epoch(3, 0.95) }) });
  expect(words().finals).toContain(
    '2 of them have fewer epochs than others behind, which have a better val_accuracy: as finalists of before, they keep their places until finals train those with further seeds, too.',
  );
});
