import { describe, expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

it('colours configurations by fifths of their rank, with equal ones in the same, and leaves out those without a parameter', () => {
  const db = filled((open) => {
    const sweep = beginProgram(open, { metric: { name: 'loss', goal: 'minimize' } });
    const cells = Array.from({ length: 10 }, (_, index) =>
      cell({ lr: 10 ** -index, kind: index % 2 ? 'a' : 'b' }),
    );
    for (const trial of sweep.planTrials([...cells, cell({ kind: 'a' })], [3])) {
      // Trials 2 and 3 are equal, though one is the last of its fifth.
      const loss = trial.number === 11 ? Number.NaN : 10 ** (trial.number === 3 ? 2 : trial.number);
      runProgram(sweep, trial, report(1, { loss }));
    }
  });
  const chart = chartOf(db, 'rank', { x: 'lr', y: 'kind' });
  const fifths = Object.fromEntries(
    chart.series.map(({ name, data }) => [name, data.map((each) => each.name)]),
  );
  expect(fifths).toEqual({
    'best fifth': ['#1', '#2', '#3'],
    second: ['#4'],
    third: ['#5', '#6'],
    fourth: ['#7', '#8'],
    'worst fifth': ['#9', '#10'],
  });
  expect(
    cellsOf(chart)
      .map(([trial, place]) => [trial, place])
      .slice(0, 4),
  ).toEqual([
    ['#1', '1'],
    ['#2', '2'],
    ['#3', '2'],
    ['#4', '4'],
  ]);
  const best = chart.series[0]!.data[0]!.value;
  expect([best[0], Math.round(best[1]), ...best.slice(-2)]).toEqual([1, 1, 1, 10]);
});

describe('the colours and the ranks', () => {
  /** Six configurations of which the last four are equal, and worst. */
  const tied = () =>
    filled((open) => {
      const sweep = beginProgram(open);
      const cells = Array.from({ length: 6 }, (_, index) => cell({ lr: index, kind: index % 2 ? 'a' : 'b' }));
      for (const trial of sweep.planTrials(cells, [3]))
        runProgram(sweep, trial, report(1, { score: Math.max(0, 3 - trial.number) }));
    });
  const coloursOf = ({ series }: ReturnType<typeof chartOf>) =>
    Object.fromEntries(series.map(({ name, data }) => [name, data.map((each) => each.name)]));

  it('show many equal ones at the end as what they are', () => {
    expect(coloursOf(chartOf(tied(), 'rank', { x: 'lr', y: 'kind' }))).toEqual({
      'best fifth': ['#1'],
      second: ['#2'],
      fourth: ['#3', '#4', '#5', '#6'],
    });
  });

  it("are relative to those that a filter leaves, and the leaderboard's", () => {
    const chart = chartOf(tied(), 'rank', { x: 'lr', y: 'kind' }, 'lr>0');
    expect(coloursOf(chart)).toEqual({ 'best fifth': ['#2'], fourth: ['#3', '#4', '#5', '#6'] });
    expect(cellsOf(chart).map(([trial, rank]) => [trial, rank])).toEqual([
      ['#2', '2'],
      ...['#3', '#4', '#5', '#6'].map((trial) => [trial, '3']),
    ]);
    expect(chart.series[0]!.data[0].tooltip.formatter).toContain('rank 2');
    expect(chart.caption).toContain('fifths of the configurations shown');
    expect(chart.caption).toContain('All 5 configurations that pass the filter.');
    expect(chart.caption).toContain('Ranks are those of the leaderboard.');
  });
});
