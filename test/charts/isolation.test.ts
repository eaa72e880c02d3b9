import { expect, it } from 'vitest';
import { filled, rendered } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { begin, complete, fail, planned } from '../store/sweeps.ts';
import { cellsOf, chartOf } from './built.ts';

const ROLES = { specJson: '{"name":"cnn","roles":{"optimizer":["sgd","adam"]}}' };

it('shows the best of all others for each value, of the scientific parameter if there is one', () => {
  const db = filled((open) => {
    const sweep = begin(open, ROLES);
    const cells = ['sgd', 'adam'].flatMap((optimizer) =>
      [1, 2, 3].map((units) => planned({ optimizer, units })),
    );
    const trials = sweep.planTrials(cells, [7]);
    for (const trial of trials.slice(0, 5)) complete(sweep, trial, 0.5 + trial.number / 100);
    fail(sweep, trials[5]!);
  });
  const chart = chartOf(db, 'isolation');
  expect(chart.controls[0]!.choices[0]!.value).toBe('optimizer');
  const [points, best] = chart.series;
  expect(points!.data).toHaveLength(5);
  expect(best!.data.map(({ name, value: [place, value] }) => [name, place, value])).toEqual([
    ['#5', 0, 0.55],
    ['#3', 1, 0.53],
  ]);
  expect(chart.caption).toContain('2 to 3 configurations each: more tries find better ones');
  expect(cellsOf(chart)[0]).toEqual(['adam', '#5', '0.5500', '1', '2', 'units=2']);
});

it('gives the best of a sweep with roles the mean of its fresh seeds, which had no part in the choice', async () => {
  const db = filled((open) => {
    const sweep = begin(open, {
      specJson: JSON.stringify({ ...JSON.parse(ROLES.specJson), finals: { seeds: 2, top: 1 } }),
    });
    const cells = [planned({ optimizer: 'sgd' }), planned({ optimizer: 'adam' })];
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.95);
    for (const trial of sweep.planTrials(cells, [8, 9], 1)) complete(sweep, trial, 0.7 + trial.seed / 100);
    sweep.end('completed');
  });
  const chart = chartOf(db, 'isolation');
  expect(cellsOf(chart).map(([value, , mean, seeds]) => [value, mean, seeds])).toEqual([
    ['adam', '0.7850 ± 0.0071', '2'],
    ['sgd', '0.7850 ± 0.0071', '2'],
  ]);
  expect(chart.series.at(-1)!.data[0]).toEqual([0, expect.closeTo(0.7779, 4)]);
  expect(chart.series.at(-2)!.data[0].tooltip.formatter).toContain('0.7850 ± 0.0071 on 2 fresh seeds');
  expect((await rendered(db)).text).toContain('The best of each optimizer');
});

it('cuts a range of many numbers into parts, joins their best on a log axis, and knows which way is better', () => {
  const db = filled((open) => {
    const sweep = beginProgram(open, { metric: { name: 'loss', goal: 'minimize' } });
    const cells = Array.from({ length: 101 }, (_, index) => cell({ lr: 10 ** (-4 + index / 50) }));
    const trials = sweep.planTrials([...cells, cell({ momentum: 0.5 })], [3]);
    for (const trial of trials) {
      const loss = trial.number === 51 ? Number.NaN : Math.abs(trial.number - 51) + 1;
      runProgram(sweep, trial, report(1, { loss }));
    }
  });
  const chart = chartOf(db, 'isolation', { x: 'lr' });
  expect(chart.option).toMatchObject({ xAxis: { type: 'log' } });
  const best = chart.series[1]!;
  expect(best.data).toHaveLength(10);
  // Trial 51 has no loss, so its neighbours at a distance of one are the best of their parts.
  expect(Math.min(...best.data.map(({ value }) => value[1]))).toBe(2);
  expect(chart.caption).toMatch(/each of 10 parts of the range of lr.*1 configuration without lr left out/);
});
