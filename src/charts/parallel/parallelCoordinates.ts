import { metric as formatMetric } from '../../format.ts';
import { ownValue } from '../../ownValue.ts';
import { columnKey } from '../../store/index.ts';
import { logarithmicParameters } from '../../sweepfile/searchedParameters.ts';
import { thinRanked } from '../../thin.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { shortValue } from '../../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from '../chart.ts';
import { nothing } from '../chart.ts';
import { colorScale } from '../contour/colorScale.ts';
import { byImportance } from '../controls.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from '../ranked.ts';
import { hover, rowLines } from '../tooltip.ts';
import { type ParallelAxis, parallelAxis } from './axis.ts';
import { axesDrawn, layoutOf } from './layout.ts';
import { marks } from './marks.ts';

/** One path per configuration across one axis per parameter; the metric is the last axis. */
export const PARALLEL_COORDINATES: ChartKind = {
  name: 'parallel',
  title: 'Parallel coordinates',
  controls: (data) => {
    const { varying, derived } = data;
    const choices = [
      ...(varying.length > MOST_AXES ? [{ value: 'important', label: fewest(data) }] : []),
      { value: 'all', label: `all ${varying.length}` },
      ...(derived.length > 0
        ? [{ value: 'derived', label: `all, and ${derived.length} derived: ${derived.join(', ')}` }]
        : []),
    ];
    return choices.length < 2 ? [] : [{ name: 'axes', label: 'Axes', choices }];
  },
  build,
};

function fewest({ importances }: ChartData): string {
  return importances?.isExplained ? `the ${MOST_AXES} most important` : `the first ${MOST_AXES}`;
}

const MOST_PATHS = 300;
const MOST_AXES = 8;
const MOST_TABLE_ROWS = 50;

function build(data: ChartData, settings: Settings, width: number): Chart {
  const { sweep } = data;
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  const columns = columnsOf(data, settings.axes);
  if (columns.length === 0) return nothing('Nothing varies between the configurations.');
  const layout = layoutOf(width);
  const shown = mostImportant(data, columns, layout.mostAxes - 1);
  const drawn = thinRanked(ranked, MOST_PATHS);
  const axes = axesOf(data, shown, drawn);
  return {
    caption: captionOf(data, drawn.length, ranked.length, columns.length - shown.length),
    gesture: 'Drag along an axis to filter; a click on it takes that back.',
    option: {
      tooltip: { trigger: 'item' },
      ...axesDrawn(axes, layout),
      visualMap: {
        ...colorScale(drawn.map(({ mean }) => mean)),
        min: 0,
        max: 1,
        dimension: axes.length - 1,
        ...layout.colors,
      },
      series: [
        {
          type: 'parallel',
          emphasis: { lineStyle: { width: 4, opacity: 1 } },
          data: drawn.map((row, index) => path(row, index, drawn.length, axes, data)).toReversed(),
        },
        marks(axes, layout),
      ],
    },
    axes: axes.map(({ brush }) => brush),
    table: tableOf(ranked, columns, sweep.metric),
  };
}

function captionOf(data: ChartData, drawn: number, all: number, axesLeft: number): string {
  const left = axesLeft === 0 ? '' : ` Axes for which there is no room: ${axesLeft}.`;
  const faded = drawn > FEW_PATHS ? ' The better a configuration is, the less its path fades.' : '';
  const on = drawn === 1 ? '' : ' The best are on top.';
  return `${drawnOf(drawn, all, data)}${on}${faded} Colours go from the lowest ${data.sweep.metric}, blue, to the highest, orange.${left}`;
}

function axesOf(data: ChartData, names: readonly string[], drawn: readonly RankedRow[]): ParallelAxis[] {
  const { sweep, columns, keyOf } = data;
  const logarithmic = logarithmicParameters(sweep.specJson);
  return [
    ...names.map((name) =>
      parallelAxis({
        name,
        column: keyOf(name),
        values: drawn.map(({ parameters }) => ownValue(parameters, name)),
        isLogarithmic: logarithmic.includes(name),
      }),
    ),
    parallelAxis({
      name: sweep.metric,
      column: columnKey(columns, 'metrics', sweep.metric),
      values: drawn.map(({ mean }) => mean),
      isMeasured: true,
    }),
  ];
}

/** As many paths as this are drawn alike; of more, the leading ones stand out. */
const FEW_PATHS = 40;
const LEADING = 10;
/** The distance between two paths through one value, as a share of the axis, until all of its room is used. */
const APART = 0.008;

/**
 * The path of a configuration with that rank, from 0. Paths through one value lie side by side in the order of
 * their ranks: equal ones would hide each other.
 */
function path(
  row: RankedRow,
  rank: number,
  paths: number,
  axes: readonly ParallelAxis[],
  data: ChartData,
): object {
  const aside = paths < 2 ? 0 : 1 - (2 * rank) / (paths - 1);
  const most = (APART * (paths - 1)) / 2;
  const placed = (axis: ParallelAxis, value: Parameters<ParallelAxis['place']>[0]) =>
    rounded(axis.place(value) + aside * Math.min(most, axis.room(value)));
  return {
    name: `#${row.trials[0]}`,
    value: axes.map((axis, index) =>
      placed(axis, index === axes.length - 1 ? row.mean : ownValue(row.parameters, axis.name)),
    ),
    lineStyle: strokeOf(rank, paths),
    ...hover(rowLines(row, data)),
  };
}

function strokeOf(rank: number, paths: number): { width: number; opacity: number } {
  if (paths <= FEW_PATHS) return { width: 1.6, opacity: 0.85 };
  if (rank < LEADING) return { width: 2.2, opacity: 1 };
  return { width: 1.2, opacity: Number((0.1 + 0.5 * (1 - rank / paths) ** 2).toFixed(2)) };
}

/** To a ten-thousandth of the axis, which is less than a pixel. */
function rounded(place: number): number {
  return Number(place.toFixed(4));
}

function tableOf(ranked: readonly RankedRow[], columns: readonly string[], metric: string): Chart['table'] {
  return {
    columns: [
      { title: 'trial', numeric: true },
      ...columns.map((title) => ({ title, numeric: false })),
      { title: metric, numeric: true },
    ],
    rows: ranked.slice(0, MOST_TABLE_ROWS).map((row) => ({
      trial: row.trials[0]!,
      cells: [
        `#${trialNumbers(row.trials)}`,
        ...columns.map((name) => shortValue(ownValue(row.parameters, name))),
        formatMetric(row.mean),
      ],
    })),
  };
}

function columnsOf(data: ChartData, axes: string | undefined): readonly string[] {
  if (axes === 'derived') return [...data.varying, ...data.derived];
  return axes === 'important' ? mostImportant(data, data.varying, MOST_AXES) : data.varying;
}

/** At most `most` of the columns, in their order. */
function mostImportant(data: ChartData, columns: readonly string[], most: number): readonly string[] {
  if (columns.length <= most) return columns;
  const names = byImportance(data).slice(0, most);
  return columns.filter((name) => names.includes(name));
}
