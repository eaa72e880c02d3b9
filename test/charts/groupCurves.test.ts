import { describe, expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

/**
 * Six programs, three with each optimizer: those of sgd report 1, 2 and 3 at all of four steps, as do those of adam, of
 * which the one with 1 is pruned after the first step and the one with 2 after the second. A seventh fails at once.
 */
const pruned = () =>
  filled((open) => {
    const sweep = beginProgram(open);
    const cells = Array.from({ length: 7 }, (_, index) =>
      cell({ optimizer: index % 2 ? 'adam' : 'sgd', index }),
    );
    const trials = sweep.planTrials(cells, [3]);
    for (const [index, trial] of trials.entries()) {
      const score = Math.floor(index / 2) + 1;
      const steps = index % 2 && score < 3 ? score : 4;
      const reports = Array.from({ length: steps }, (_, step) => report(step + 1, { score }));
      if (index === 6) {
        sweep.startTrial(trial, 0);
        sweep.recordSteps([{ ...trial, ...report(1, { score: 99 }) }]);
        sweep.endTrial(trial, {
          state: 'failed',
          reason: { code: 'trial_crashed', message: 'It ended with 1.' },
        });
      } else if (steps === 4) runProgram(sweep, trial, ...reports);
      else {
        sweep.startTrial(trial, 0);
        sweep.recordSteps(reports.map((each) => ({ ...trial, ...each })));
        sweep.endTrial(trial, { state: 'pruned' });
      }
    }
  });

/** The lines of a group: step, median and n of each point. */
const linesOf = ({ series }: ReturnType<typeof chartOf>, group: string) =>
  series
    .filter(({ name }) => name === group)
    .map(({ data }) => data.map((point) => (Array.isArray(point) ? point : point.value)));

describe('learning curves in groups', () => {
  it('never join the median of all with the median of those that outlast others', () => {
    const chart = chartOf(pruned(), 'curves', { group: 'optimizer' });
    expect(linesOf(chart, 'adam')).toEqual([
      [[1, 2, 3]],
      [
        [1, 2.5, 2],
        [2, 2.5, 2],
      ],
      [
        [2, 3, 1],
        [3, 3, 1],
        [4, 3, 1],
      ],
    ]);
    expect(linesOf(chart, 'sgd')).toEqual([[1, 2, 3, 4].map((step) => [step, 2, 3])]);
    expect(chart.caption).toContain('where some have ended, the others begin a line of their own');
    expect(chart.caption).toContain('1 configuration left out: failed or cancelled');
  });

  it('say how many each median is over, on the line and in the table', () => {
    const chart = chartOf(pruned(), 'curves', { group: 'optimizer' });
    const starts = chart.series
      .filter(({ name }) => name === 'adam')
      .map(({ data, ...of }) => [data[0].label.formatter, (of as unknown as { of: number }).of]);
    expect(starts).toEqual([
      ['n 3', 3],
      ['n 2', 3],
      ['n 1', 3],
    ]);
    expect(cellsOf(chart)).toEqual([
      ['sgd', '3', '2.0000', '2.0000', '2.0000', '2.0000'],
      ['adam', '3', '2.0000', '2.5000, n 2', '3.0000, n 1', '3.0000, n 1'],
    ]);
  });

  it('are drawn whole for the configurations that go so far, and for no others', () => {
    const chart = chartOf(pruned(), 'curves', { group: 'optimizer', least: '4' });
    expect(linesOf(chart, 'adam')).toEqual([[1, 2, 3, 4].map((step) => [step, 3, 1])]);
    expect(linesOf(chart, 'sgd')).toEqual([[1, 2, 3, 4].map((step) => [step, 2, 3])]);
    const { choices } = chart.controls.find(({ name }) => name === 'least')!;
    expect(choices.map(({ value, label }) => [value, label])).toEqual([
      ['', 'all, while they last'],
      ['4', 'the 4 with 4 steps or more'],
    ]);
  });

  it('end before the steps at which a trial has no value any more', () => {
    const db = filled((open) => {
      const sweep = beginProgram(open);
      const trials = sweep.planTrials([cell({ lr: 1 }), cell({ lr: 2, kind: 'b' })], [3]);
      const scores = [
        [1, Number.NaN, Number.NaN],
        [2, 3, 4],
      ];
      for (const [index, trial] of trials.entries()) {
        runProgram(sweep, trial, ...scores[index]!.map((score, step) => report(step, { score, loss: 1 })));
      }
    });
    const chart = chartOf(db, 'curves', { group: 'lr' });
    expect(linesOf(chart, '1')).toEqual([[[0, 1, 1]]]);
  });
});
