import { distribution } from '../../analysis/index.ts';
import { metric as formatMetric } from '../../format.ts';
import { columnValue, formatValue } from '../../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { choose, chosenOf } from './choose.ts';
import { byImportance } from './controls.ts';
import { type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
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
  const summaries = valuesOf(ranked, x);
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
          itemStyle: { color: POINTS, opacity: 0.6 },
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
      rows: summaries.slice(0, MOST_VALUES).map(({ value, of }) => ({
        trial: of[0]!.trials[0]!,
        cells: [
          value,
          String(of.length),
          formatMetric(of[0]!.mean),
          formatMetric(distribution(of.map(({ mean }) => mean))!.median),
        ],
      })),
    },
  };
}

/** The rows with each value, best first, the value with the best row first. */
function valuesOf(ranked: readonly RankedRow[], x: string): { value: string; of: RankedRow[] }[] {
  const found = new Map<string, RankedRow[]>();
  for (const row of ranked) {
    const value = formatValue(columnValue(row, x));
    const of = found.get(value);
    if (of) of.push(row);
    else found.set(value, [row]);
  }
  return [...found].map(([value, of]) => ({ value, of }));
}
