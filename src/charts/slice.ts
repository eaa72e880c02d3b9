import { count, metric as formatMetric } from '../format.ts';
import { ownValue } from '../ownValue.ts';
import { thinRanked } from '../thin.ts';
import { parameterTitle } from '../titles.ts';
import { shortValue } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { parameterChoices } from './controls.ts';
import { jitter, jitterAxes } from './jitter.ts';
import { drawnOf, rankedRows, whyEmpty } from './ranked.ts';
import { groupRows } from './rowGroups.ts';
import { scaleAxis, scaleOf } from './scale.ts';
import { AXIS_LINE, axis, grid, POINTS } from './style.ts';
import { hover, rowLines } from './tooltip.ts';

/** One parameter against the metric: one point per configuration, and the best of each value. */
export const SLICE: ChartKind = {
  name: 'slice',
  title: 'Slice',
  controls: (data) => [
    {
      name: 'x',
      label: 'Parameter',
      choices: parameterChoices(data),
    },
  ],
  build,
};

const MOST_POINTS = 800;
const MOST_VALUES = 100;

function build(data: ChartData, { x }: Settings): Chart {
  const { rows, sweep } = data;
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (!x) return nothing('Nothing varies between the configurations.');
  const drawn = thinRanked(ranked, MOST_POINTS);
  const values = drawn.map((row) => ownValue(row.parameters, x));
  const scale = scaleOf(values);
  const isCategory = scale.type === 'category';
  const points = drawn.map(({ trials }, index) => ({
    trial: trials[0]!,
    position: scale.position(values[index]),
  }));
  const placed = isCategory ? jitter(points) : points.map(({ position }) => position);
  // The value with the best row comes first, as the rows are sorted.
  const groups = groupRows(ranked, x);
  return {
    caption: `${drawnOf(drawn.length, ranked.length, 'configuration')} The other parameters vary, too.${isCategory ? ' Points of a value stand side by side.' : ''}`,
    option: {
      grid: grid(false),
      tooltip: { trigger: 'item' },
      xAxis: isCategory
        ? jitterAxes(parameterTitle(x, data.derived), scale)
        : axis(parameterTitle(x, data.derived), 'x', { ...scaleAxis(scale), splitLine: { show: false } }),
      yAxis: axis(sweep.metric, 'y', {
        type: 'value',
        scale: true,
        axisLine: { ...AXIS_LINE, onZero: false },
      }),
      series: [
        {
          type: 'scatter',
          ...(isCategory ? { xAxisIndex: 1 } : {}),
          symbolSize: 7,
          itemStyle: { color: POINTS, opacity: 0.7 },
          data: drawn.map((row, index) => ({
            name: `#${row.trials[0]}`,
            value: [placed[index], row.mean, shortValue(values[index])],
            ...hover(rowLines(row, data)),
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
        cells: [text, count(1 + others.length), formatMetric(best!.mean), formatMetric(distribution!.median)],
      })),
    },
  };
}
