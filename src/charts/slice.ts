import { count, metric as formatMetric } from '../format.ts';
import type { Goal } from '../metric/metric.ts';
import { ownValue } from '../ownValue.ts';
import { thinRanked } from '../thin.ts';
import { parameterTitle } from '../titles.ts';
import { boxPlaces, boxSeries, deserveBoxes } from './boxes.ts';
import type { Chart, ChartData, ChartKind, ChartTable, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { type ColorGroup, colorControl, colorGroups } from './colorGroups.ts';
import { parameterChoices } from './controls.ts';
import { hoverPoints } from './hover.ts';
import { type Placing, placing } from './placing.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { groupRows } from './rowGroups.ts';
import { AXIS_LINE, axis, grid, LEGEND } from './style.ts';

/** One parameter against the metric: one point per configuration, a box per value, and a second parameter as colour. */
export const SLICE: ChartKind = {
  name: 'slice',
  title: 'Slice',
  controls: (data) => [
    {
      name: 'x',
      label: 'Parameter',
      choices: parameterChoices(data),
    },
    colorControl(data),
  ],
  build,
};

const MOST_POINTS = 800;
const MOST_TABLE_ROWS = 100;

function build(data: ChartData, { x, by }: Settings): Chart {
  const { rows, sweep } = data;
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (!x) return nothing('Nothing varies between the configurations.');
  const drawn = thinRanked(ranked, MOST_POINTS);
  const place = placing(
    parameterTitle(x, data.derived),
    'x',
    drawn.map(({ parameters }) => ownValue(parameters, x)),
    drawn.map(({ trials }) => trials[0]!),
  );
  const colors = colorGroups(ranked, by);
  const boxes = boxesOf(ranked, x, place, colors);
  const hover = hoverPoints(data, { y: sweep.metric });
  return {
    caption: captionOf(data, drawn, ranked, place, boxes),
    option: {
      grid: grid(colors.length > 1),
      ...(colors.length > 1 ? { legend: { ...LEGEND, data: colors.map(({ name }) => name) } } : {}),
      tooltip: { trigger: 'item' },
      xAxis: place.axes.length > 1 ? place.axes : place.axes[0],
      yAxis: axis(sweep.metric, 'y', {
        type: 'value',
        scale: true,
        axisLine: { ...AXIS_LINE, onZero: false },
      }),
      series: [
        ...colors.map(({ name, color, rows: own }, index) => ({
          type: 'scatter',
          name,
          xAxisIndex: place.index,
          ...hover.series,
          symbolSize: 7,
          itemStyle: { color, opacity: 0.7 },
          data: drawn.flatMap((row, at) =>
            own.has(row)
              ? [hover.point(row, [besideOthers(place.positions[at]!, boxes, index), row.mean])]
              : [],
          ),
        })),
        ...(boxes?.series ?? []),
      ],
    },
    table: tableOf(ranked, x, by ? colors : undefined, sweep.goal),
  };
}

interface Boxes {
  readonly series: readonly object[];
  readonly places: ReturnType<typeof boxPlaces>;
}

/** A box for each place and colour; undefined on a range of numbers, and if most would hold next to nothing. */
function boxesOf(
  ranked: readonly RankedRow[],
  x: string,
  { places, placeOf }: Placing,
  colors: readonly ColorGroup[],
): Boxes | undefined {
  if (!placeOf) return undefined;
  const metrics = colors.map(({ rows }) => {
    const values: number[][] = Array.from({ length: places }, () => []);
    for (const row of ranked) if (rows.has(row)) values[placeOf(ownValue(row.parameters, x))]?.push(row.mean);
    return values;
  });
  const sizes = metrics.flat().map(({ length }) => length);
  if (!deserveBoxes(sizes.filter((size) => size > 0))) return undefined;
  return {
    series: colors.map(({ name, color }, index) => boxSeries(name, color, metrics[index]!)),
    places: boxPlaces(colors.length),
  };
}

/** Beside the points of other colours, as their boxes stand. */
function besideOthers(position: number, boxes: Boxes | undefined, color: number): number {
  const place = boxes?.places[color];
  if (!place) return position;
  const middle = Math.round(position);
  return middle + place.offset + (position - middle) * Math.min(1, place.width);
}

function captionOf(
  data: ChartData,
  drawn: readonly RankedRow[],
  ranked: readonly RankedRow[],
  { placeOf }: Placing,
  boxes: Boxes | undefined,
): string {
  return [
    `${drawnOf(drawn.length, ranked.length, data)} The other parameters vary, too.`,
    ...(placeOf ? ['Points of a value stand side by side.'] : []),
    ...(boxes ? ['Boxes reach from quartile to quartile, whiskers to the best and the worst.'] : []),
  ].join(' ');
}

/** From the better half of a larger-is-better metric to the worse one. */
const QUARTERS = [
  ['upper quartile', 'upperQuartile'],
  ['median', 'median'],
  ['lower quartile', 'lowerQuartile'],
] as const;

function tableOf(
  ranked: readonly RankedRow[],
  x: string,
  colors: readonly ColorGroup[] | undefined,
  goal: Goal,
): ChartTable {
  const parts = (colors ?? [undefined]).flatMap((color) =>
    groupRows(color ? ranked.filter((row) => color.rows.has(row)) : ranked, x).map((group) => ({
      color,
      ...group,
      distribution: group.distribution!,
    })),
  );
  const quarters = goal === 'minimize' ? QUARTERS.toReversed() : QUARTERS;
  const number = (title: string) => ({ title, numeric: true });
  return {
    columns: [
      { title: x, numeric: false },
      ...(colors ? [{ title: 'colour', numeric: false }] : []),
      ...['configurations', 'best', ...quarters.map(([title]) => title)].map(number),
    ],
    rows: parts.slice(0, MOST_TABLE_ROWS).map(({ color, text, rows, distribution }) => ({
      trial: rows[0]!.trials[0]!,
      cells: [
        text,
        ...(color ? [color.name] : []),
        count(rows.length),
        formatMetric(rows[0]!.mean),
        ...quarters.map(([, key]) => formatMetric(distribution[key])),
      ],
    })),
  };
}
