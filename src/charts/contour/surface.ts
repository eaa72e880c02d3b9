import { metric as formatMetric } from '../../format.ts';
import { ownValue } from '../../ownValue.ts';
import { thinRanked } from '../../thin.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { shortValue } from '../../trial/varying.ts';
import type { Chart, ChartData } from '../chart.ts';
import { nothing } from '../chart.ts';
import { INK } from '../palette.ts';
import { drawnOf, type RankedRow } from '../ranked.ts';
import { hover, rowLines } from '../tooltip.ts';
import { type AxisCells, cellAxes, middle } from './axisCells.ts';
import { colorScale, colorValue } from './colorScale.ts';
import { interpolate, REACH, type SurfacePoint } from './interpolate.ts';

const MOST_POINTS = 300;
const MOST_TABLE_ROWS = 50;

/** The metric over two parameters, of which one at least has many numbers, interpolated near the configurations. */
export function surfaceChart(
  data: ChartData,
  ranked: readonly RankedRow[],
  x: AxisCells,
  y: AxisCells,
): Chart {
  const { sweep, derived } = data;
  const axes = [x, y];
  const placed = ranked.filter(({ parameters }) =>
    axes.every(({ listed, parameter }) => listed || ownValue(parameters, parameter) !== undefined),
  );
  if (placed.length === 0)
    return nothing(`No configuration with a result has both ${x.parameter} and ${y.parameter}.`);
  const drawn = thinRanked(placed, MOST_POINTS);
  const points = drawn.map(({ parameters, mean }): SurfacePoint => {
    const [left, up] = axes.map((cut) => cut.fraction(ownValue(parameters, cut.parameter)));
    return { x: left!, y: up!, value: mean };
  });
  const apart = { x: x.listed, y: y.listed };
  const colored = x.labels.flatMap((_, i) =>
    y.labels.flatMap((__, j) => {
      const at = { x: middle(i, x.labels.length), y: middle(j, y.labels.length) };
      const value = interpolate(points, at, apart);
      return value === undefined ? [] : [[i, j, colorValue(value)]];
    }),
  );
  const left = ranked.length - placed.length;
  return {
    caption:
      `${sweep.metric} over ${x.parameter} and ${y.parameter}. ${drawnOf(drawn.length, placed.length, data)} ` +
      `${left === 0 ? '' : `${left} more lack one of the two. `}` +
      `Colour is interpolated between near configurations (Shepard, 1968), and stands only within ${Math.round(100 * REACH)} % of an axis ` +
      'of one: nothing was tried where there is none. The other parameters vary, too.',
    option: {
      grid: { left: 84, right: 84, top: 16, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: cellAxes(x, 'x', derived),
      yAxis: cellAxes(y, 'y', derived),
      visualMap: colorScale(drawn.map(({ mean }) => mean)),
      series: [
        { type: 'heatmap', name: sweep.metric, data: colored, tooltip: { show: false }, silent: true },
        {
          type: 'scatter',
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbolSize: 6,
          itemStyle: { color: '#ffffff', borderColor: INK, borderWidth: 1 },
          data: drawn.map((row, index) => ({
            name: `#${row.trials[0]}`,
            value: [points[index]!.x, points[index]!.y, row.mean],
            ...hover(rowLines(row, data)),
          })),
        },
      ],
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: x.parameter, numeric: false },
        { title: y.parameter, numeric: false },
        { title: sweep.metric, numeric: true },
      ],
      rows: placed.slice(0, MOST_TABLE_ROWS).map((row) => ({
        trial: row.trials[0]!,
        cells: [
          `#${trialNumbers(row.trials)}`,
          ...axes.map(({ parameter }) => shortValue(ownValue(row.parameters, parameter))),
          formatMetric(row.mean),
        ],
      })),
    },
  };
}
