import { expect, it } from 'vitest';
import { readComparison } from '../../src/comparison/index.ts';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

/** Six programs with losses 1 to 6, the odd ones with adam, and one that fails. */
const losses = () =>
  filled((open) => {
    const sweep = beginProgram(open, { metric: { name: 'loss', goal: 'minimize' } });
    const cells = Array.from({ length: 7 }, (_, index) =>
      cell({ optimizer: index % 2 ? 'sgd' : 'adam', index }),
    );
    const trials = sweep.planTrials(cells, [3]);
    for (const trial of trials.slice(0, 6)) runProgram(sweep, trial, report(1, { loss: trial.number }));
    sweep.startTrial(trials[6]!, 0);
    sweep.endTrial(trials[6]!, { state: 'failed', reason: { code: 'trial_crashed', message: 'It ended.' } });
  });

it('expects of n configurations the mean best of all sets of n, for the whole sweep', () => {
  const chart = chartOf(losses(), 'expected');
  const line = chart.series.find(({ name }) => name === 'loss')!;
  // One alone may be the one that failed. Of the 21 pairs, 1 is the best of six, 2 of five, 3 of four and so on.
  expect(line.data[0]).toEqual([2, expect.closeTo(56 / 21, 10)]);
  expect(line.data.at(-1)).toEqual([7, 1]);
  expect(chart.caption).toContain(
    '1 configuration failed or came to no value: tried, too, but never the best;',
  );
});

it('compares the values of a parameter at the budget of the smallest group', () => {
  const chart = chartOf(losses(), 'expected', { group: 'optimizer' });
  expect(chart.caption).toContain(
    'With 3 configurations each, 1.5000 with optimizer adam and 2.0000 with optimizer sgd are expected.',
  );
  // adam has 1, 3, 5 and one that failed: the best of two of them is 1 in three pairs, 3 in two and 5 in one.
  expect(cellsOf(chart)[0]!.slice(0, 4)).toEqual(['adam', '4', '–', '2.3333 (1.0000 to 5.0000)']);
});

it('names the leader that comparisons name, whose tries it counts', () => {
  const db = filled((open) => {
    const sweep = beginProgram(open);
    const cells = Array.from({ length: 6 }, (_, index) => cell({ kind: index < 4 ? 'bold' : 'calm', index }));
    const trials = sweep.planTrials(cells, [3]);
    const scores = [0.9, 0.8, 0.1, Number.NaN, 0.7, 0.75];
    for (const [index, trial] of trials.entries()) {
      if (index !== 2) {
        runProgram(sweep, trial, report(1, { score: scores[index]! }));
        continue;
      }
      sweep.startTrial(trial, 0);
      sweep.recordSteps([{ ...trial, ...report(1, { score: scores[index]! }) }]);
      sweep.endTrial(trial, { state: 'pruned', reason: { code: 'pruned', message: 'It was behind.' } });
    }
  });
  // Of bold, 0.9, 0.8, 0.1 when it was stopped, and none: the best of two is 0.9 in three pairs, 0.8 in two, 0.1 in one.
  const { groups } = readComparison(db, { names: ['1'], by: 'kind' }, () => 1);
  expect(groups.map(({ effort }) => effort)).toMatchObject([
    { configurations: 4, withoutValue: 1, atEqualBudget: { n: 2, mean: expect.closeTo(4.4 / 6, 12) } },
    { configurations: 2, withoutValue: 0, atEqualBudget: { n: 2, mean: 0.75 } },
  ]);
  const { caption } = chartOf(db, 'expected', { group: 'kind' });
  expect(caption).toContain(
    'With 2 configurations each, 0.7500 with kind calm and 0.7333 with kind bold are expected.',
  );
});
