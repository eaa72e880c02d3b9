import { expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

/** Sixty programs: scores 1 to 60, five of each width and optimizer; some have momentum. */
const programs = () =>
  filled((open) => {
    const sweep = beginProgram(open);
    const cells = [8, 16, 32].flatMap((width) =>
      ['adam', 'sgd'].flatMap((optimizer) =>
        Array.from({ length: 10 }, (_, index) =>
          cell({
            width,
            optimizer,
            lr: 10 ** -index,
            ...(optimizer === 'sgd' ? { momentum: index / 10 } : {}),
          }),
        ),
      ),
    );
    for (const trial of sweep.planTrials(cells, [3]))
      runProgram(sweep, trial, report(1, { score: trial.number }));
  });

it('has a box for each value of few, beside the others of the same value where a second parameter colours them', () => {
  const plain = chartOf(programs(), 'slice', { x: 'width' });
  const [points, boxes] = plain.series;
  expect(points!.data).toHaveLength(60);
  expect(boxes).toMatchObject({
    type: 'boxplot',
    data: [
      [1, 5.75, 10.5, 15.25, 20],
      [21, 25.75, 30.5, 35.25, 40],
      [41, 45.75, 50.5, 55.25, 60],
    ],
  });
  const colored = chartOf(programs(), 'slice', { x: 'width', by: 'optimizer' });
  expect(colored.series.map(({ type, name }) => [type, name])).toEqual([
    ['scatter', 'optimizer adam'],
    ['scatter', 'optimizer sgd'],
    ['boxplot', 'optimizer adam'],
    ['boxplot', 'optimizer sgd'],
  ]);
  const [adam, sgd] = colored.series;
  const places = (of: typeof adam) =>
    of!.data.flatMap(({ value }) => (value[2] === '8' ? [value[0] as number] : []));
  expect(Math.max(...places(adam))).toBeLessThan(Math.min(...places(sgd)));
  expect(cellsOf(colored)[0]).toEqual([
    '32',
    'optimizer adam',
    '10',
    '50.0000',
    '47.7500',
    '45.5000',
    '43.2500',
  ]);
});

it('has no boxes over a range, and colours where a parameter has no effect as others', () => {
  const chart = chartOf(programs(), 'slice', { x: 'lr', by: 'momentum' });
  expect(chart.series.every(({ type }) => type === 'scatter')).toBe(true);
  expect(chart.series.at(-1)).toMatchObject({ name: 'others', data: { length: 30 } });
});

it('descends from the best to the worse quartile of a loss, too', () => {
  const db = filled((open) => {
    const sweep = beginProgram(open, { metric: { name: 'loss', goal: 'minimize' } });
    const cells = Array.from({ length: 6 }, (_, index) => cell({ width: index < 5 ? 8 : 16, index }));
    for (const trial of sweep.planTrials(cells, [3]))
      runProgram(sweep, trial, report(1, { loss: trial.number }));
  });
  const { table } = chartOf(db, 'slice', { x: 'width' });
  expect(table.columns.slice(2).map(({ title }) => title)).toEqual([
    'best',
    'lower quartile',
    'median',
    'upper quartile',
  ]);
  expect(table.rows[0]!.cells.slice(2)).toEqual(['1.0000', '2.0000', '3.0000', '4.0000']);
});
