import { metric as formatMetric } from '../../format.ts';
import { columnValue } from '../../trial/varying.ts';
import { groupRows } from '../leaderboard/groups.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { choose, chosenOf } from './choose.ts';
import { byImportance } from './controls.ts';
import { rankedRows, whyEmpty } from './ranked.ts';
import { scaleAxis, scaleOf } from './scale.ts';
import { axis, grid, POINTS } from './style.ts';

/** One parameter against the metric: a point per configuration, and the best of each value. */
export const SLICE: ChartKind = {
  name: 'slice',
  title: 'Slice',
  controls: (data) => [
    {
      name: 'x',
      label: 'Parameter',
      choices: byImportance(data).map((value) => ({ value, label: value })),
    },
  ],
  build,
};

const MOST_POINTS = 800;
const MOST_VALUES = 100;

function build({ rows, sweep }: ChartData, { x }: Settings): Chart {
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(rows.length));
  if (!x) return nothing('Nothing varies between the configurations.');
  const drawn = choose(ranked, MOST_POINTS);
  const scale = scaleOf(drawn.map((row) => columnValue(row, x)));
  // The value with the best row first, as the rows are.
  const groups = groupRows(ranked, x);
  return {
    caption: `${chosenOf(drawn.length, ranked.length, 'configuration')} The other parameters vary, too.`,
    option: {
      grid: grid(false),
      tooltip: { trigger: 'item' },
      xAxis: axis(x, 'x', { ...scaleAxis(scale), splitLine: { show: false } }),
      yAxis: axis(sweep.metric, 'y', { type: 'value', scale: true }),
      series: [
        {
          type: 'scatter',
          symbolSize: 7,
          itemStyle: { color: POINTS, opacity: 0.7 },
          data: drawn.map((row) => ({
            name: `#${row.trials[0]}`,
            value: [scale.position(columnValue(row, x)), row.mean],
          })),
        },
      ],
    },
    table: {
      columns: [
        { title: x, numeric: false },
        { title: 'configurations', numeric: true },
        { title: 'best', numeric: true },
        { title: 'median', numeric: true },
      ],
      rows: groups.slice(0, MOST_VALUES).map(({ text, rows: [best, ...others], distribution }) => ({
        trial: best!.trials[0]!,
        cells: [
          text,
          String(1 + others.length),
          formatMetric(best!.mean),
          formatMetric(distribution!.median),
        ],
      })),
    },
  };
}
