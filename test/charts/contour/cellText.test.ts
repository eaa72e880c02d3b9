import { expect, it } from 'vitest';
import { filled } from '../../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../../store/programs.ts';
import { chartOf } from '../built.ts';

/** The texts in the cells of 16 columns and two rows, on a chart of 1,100 pixels. */
function texts(base: number) {
  const db = filled((open) => {
    const sweep = beginProgram(open);
    const cells = Array.from({ length: 32 }, (_, index) =>
      cell({
        across: `value ${index % 16}`,
        upwards: index < 16 ? 'a' : 'a name that takes most of the plot',
      }),
    );
    for (const trial of sweep.planTrials(cells, [3])) runProgram(sweep, trial, report(1, { score: base }));
  });
  const chart = chartOf(db, 'contour', { x: 'across', y: 'upwards' });
  const [named] = chart.option!.yAxis as { axisLabel: object }[];
  expect(named!.axisLabel).toMatchObject({ width: 90, overflow: 'truncate' });
  return new Set(chart.series[0]!.data.map(({ label }) => label?.formatter));
}

it('writes into the cells of a pivot what fits into all of them, and nothing across their edges', () => {
  expect(texts(0.5)).toEqual(new Set(['0.5000']));
  expect(texts(-1234.5678)).toEqual(new Set([undefined]));
});
