import { expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { cellsOf, chartOf } from './built.ts';

/** Twenty programs; the tenth reports no finite `size`, and `epochs` is a parameter and a metric. */
const programs = () =>
  filled((open) => {
    const sweep = beginProgram(open);
    const cells = Array.from({ length: 20 }, (_, index) =>
      cell({ kind: index % 2 ? 'a' : 'b', lr: 10 ** -index, epochs: index % 4 }),
    );
    for (const trial of sweep.planTrials(cells, [3])) {
      const size = trial.number === 10 ? Number.NaN : trial.number * 100;
      runProgram(sweep, trial, report(1, { score: trial.number, size, epochs: trial.number / 8 }));
    }
  });

it('sets any column against any other one, and says how many have no value', () => {
  const chart = chartOf(programs(), 'scatter', { x: 'size', y: 'score', by: 'kind' });
  expect(chart.series.map(({ name, data }) => [name, data.length])).toEqual([
    ['kind a', 9],
    ['kind b', 10],
  ]);
  expect(chart.series[0]!.data[0]).toMatchObject({
    name: '#20',
    value: [2000, 20, 2000, 20],
    tooltip: { formatter: expect.stringMatching(/^trial 20\n.*kind=a.*\nscore 20\.0000\nsize 2,000$/) },
  });
  expect(chart.caption).toContain('1 configuration without one of the two left out.');
  expect(cellsOf(chart)[0]).toEqual(['#20', '2000', '20.0000']);
});

it('tells a metric from a parameter of its name, sets listed values side by side, and has training time in seconds', () => {
  const db = programs();
  const chart = chartOf(db, 'scatter', { x: 'parameters.epochs', y: 'epochs' });
  expect(chart.option).toMatchObject({ xAxis: [{ data: ['0', '1', '2', '3'] }, { min: -0.5 }] });
  expect(cellsOf(chart)[0]).toEqual(['#20', '3', '2.5000']);
  const times = chartOf(db, 'scatter', { x: 'durationMs', y: 'parameters.kind' });
  expect(times.option).toMatchObject({ xAxis: [{ name: 'training time, seconds' }] });
  expect(times.series[0]!.data[0]!.value[0]).toBe(0.1);
});
