import { expect, it } from 'vitest';
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
  // The best of all fifteen pairs of 1 to 6 is (6 + 1) / 3 on average.
  expect(line.data.slice(0, 2)).toEqual([
    [1, 3.5],
    [2, expect.closeTo(7 / 3, 10)],
  ]);
  expect(line.data.at(-1)).toEqual([6, 1]);
  expect(chart.caption).toContain('1 configuration that was pruned or failed');
});

it('compares the values of a parameter at the budget of the smallest group', () => {
  const chart = chartOf(losses(), 'expected', { group: 'optimizer' });
  expect(chart.caption).toContain(
    'With 3 configurations each, 1.0000 with optimizer adam and 2.0000 with optimizer sgd are expected.',
  );
  // adam has 1, 3 and 5: the best of two of them is 1, 1 or 3.
  expect(cellsOf(chart)[0]!.slice(0, 4)).toEqual([
    'adam',
    '3',
    '3.0000 (1.0000 to 5.0000)',
    '1.6667 (1.0000 to 3.0000)',
  ]);
});
