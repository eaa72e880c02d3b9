import type { ParameterValue } from '../configuration.ts';
import { metric as formatMetric } from '../format.ts';
import { ownValue } from '../ownValue.ts';
import { thinRanked } from '../thin.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { shortValue } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Control, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { parameterChoices } from './controls.ts';
import { interpolate, type SurfacePoint } from './interpolate.ts';
import { INK } from './palette.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { scaleOf } from './scale.ts';
import { axis, RAMP, TEXT } from './style.ts';

/** The metric over two parameters, as a map with the configurations as points on it. */
export const CONTOUR: ChartKind = { name: 'contour', title: 'Contour', controls, build };

const MOST_POINTS = 300;
/** Cells of an axis of numbers. */
const CELLS = 24;
const MOST_TABLE_ROWS = 50;

/** Maps cells to a scale from 0 to 1, between the middles of the first and the last cell. */
function unitAxis(cells: number) {
  const half = cells < 2 ? 0.5 : 0.5 / (cells - 1);
  return { type: 'value', show: false, min: cells < 2 ? 0 : -half, max: cells < 2 ? 1 : 1 + half };
}

function controls(data: ChartData): Control[] {
  const choices = parameterChoices(data);
  return [
    { name: 'x', label: 'Across', choices },
    { name: 'y', label: 'Upwards', choices: [...choices.slice(1), ...choices.slice(0, 1)] },
  ];
}

function build(data: ChartData, { x, y }: Settings): Chart {
  const { rows, sweep, varying } = data;
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (varying.length < 2) return nothing('A contour needs two parameters that vary.');
  if (!x || !y || x === y) return nothing('Choose two different parameters.');
  const drawn = thinRanked(ranked, MOST_POINTS);
  const across = axisCells(drawn, x);
  const upwards = axisCells(drawn, y);
  const points = drawn.map(
    (row): SurfacePoint => ({
      x: across.fraction(ownValue(row.parameters, x)),
      y: upwards.fraction(ownValue(row.parameters, y)),
      value: row.mean,
    }),
  );
  const cells = across.labels.flatMap((_, i) =>
    upwards.labels.map((_, j) => {
      const value = interpolate(points, middle(i, across.labels.length), middle(j, upwards.labels.length));
      return [i, j, Number(value.toFixed(5))];
    }),
  );
  const values = drawn.map(({ mean }) => mean);
  return {
    caption:
      `${sweep.metric} over ${x} and ${y}, interpolated. ${drawnOf(drawn.length, ranked.length, 'configuration')} ` +
      'Near configurations weigh most (Shepard, 1968); the other parameters vary, too.',
    option: {
      grid: { left: 84, right: 84, top: 16, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: [
        axis(x, 'x', { type: 'category', data: across.labels, splitLine: { show: false } }),
        unitAxis(across.labels.length),
      ],
      yAxis: [
        axis(y, 'y', { type: 'category', data: upwards.labels, splitLine: { show: false }, nameGap: 62 }),
        unitAxis(upwards.labels.length),
      ],
      visualMap: {
        min: Math.min(...values),
        max: Math.max(...values),
        text: [formatMetric(Math.max(...values)), formatMetric(Math.min(...values))],
        calculable: false,
        orient: 'vertical',
        right: 4,
        top: 'middle',
        itemHeight: 160,
        itemWidth: 12,
        textStyle: TEXT,
        inRange: { color: RAMP },
        seriesIndex: 0,
      },
      series: [
        { type: 'heatmap', name: sweep.metric, data: cells },
        {
          type: 'scatter',
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbolSize: 6,
          itemStyle: { color: '#ffffff', borderColor: INK, borderWidth: 1 },
          data: drawn.map((row, index) => ({
            name: `#${row.trials[0]}`,
            value: [points[index]!.x, points[index]!.y, row.mean],
          })),
        },
      ],
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: x, numeric: false },
        { title: y, numeric: false },
        { title: sweep.metric, numeric: true },
      ],
      rows: ranked.slice(0, MOST_TABLE_ROWS).map((row) => ({
        trial: row.trials[0]!,
        cells: [
          `#${trialNumbers(row.trials)}`,
          shortValue(ownValue(row.parameters, x)),
          shortValue(ownValue(row.parameters, y)),
          formatMetric(row.mean),
        ],
      })),
    },
  };
}

/**
 * An axis cut into cells: their labels, and the position of a value between the first (0) and the last (1).
 */
interface AxisCells {
  readonly labels: readonly string[];
  fraction(value: ParameterValue | undefined): number;
}

/**
 * Categories, and numbers if they are few, are cells of their own; many numbers are cut into equal steps of
 * their scale.
 */
function axisCells(rows: readonly RankedRow[], name: string): AxisCells {
  const values = rows.map((row) => ownValue(row.parameters, name));
  const scale = scaleOf(values);
  if (scale.type === 'category') return { labels: scale.categories, fraction: scale.fraction };
  const distinct = [...new Set(values.map(Number))].sort((a, b) => a - b);
  if (distinct.length <= CELLS / 2) {
    return {
      labels: distinct.map(shortValue),
      fraction: (value) => middle(distinct.indexOf(Number(value)), distinct.length),
    };
  }
  const [low, high] = [distinct[0]!, distinct.at(-1)!];
  const at = (share: number) =>
    scale.type === 'log' ? low * (high / low) ** share : low + share * (high - low);
  const labels = Array.from({ length: CELLS }, (_, index) =>
    String(Number(at(middle(index, CELLS)).toPrecision(2))),
  );
  return { labels, fraction: scale.fraction };
}

/** The position of a cell's middle between those of the first cell (0) and the last one (1). */
function middle(index: number, cells: number): number {
  return cells < 2 ? 0.5 : index / (cells - 1);
}
