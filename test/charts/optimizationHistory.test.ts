import { expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

it('counts the completed trials without a finite value, and says how many they are', () => {
  const scores = [Number.NaN, 0.5, Number.NaN, 0.7, 0.6, Number.NaN];
  const db = filled((open) => {
    const sweep = beginProgram(open);
    const cells = scores.map((_, index) => cell({ index }));
    for (const [index, trial] of sweep.planTrials(cells, [3]).entries())
      runProgram(sweep, trial, report(1, { score: scores[index]! }));
  });
  const chart = chartOf(db, 'history', { along: 'trials' });
  expect(chart.caption).toBe(
    '0.7000 after 6 completed trials, 3 of them without a finite value; 1 improvement on the first.',
  );
  expect(cellsOf(chart)).toEqual([
    ['#2', '2', '0.5000'],
    ['#4', '4', '0.7000'],
  ]);
  const [points, best] = chart.series;
  expect(points!.data.map(({ value }) => value)).toEqual([
    [2, 0.5],
    [4, 0.7],
    [5, 0.6],
  ]);
  expect(best!.data.at(-1).value).toEqual([6, 0.7]);
});
