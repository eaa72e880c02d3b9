import { metric as formatMetric } from '../format.ts';
import { ownValue } from '../ownValue.ts';
import { writeColumn, writeCondition } from '../store/index.ts';
import { thinRanked } from '../thin.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { shortValue } from '../trial/varying.ts';
import type { BrushAxis, Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { byImportance } from './controls.ts';
import { INK } from './palette.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { type Scale, scaleAxis, scaleOf } from './scale.ts';
import { RAMP, TEXT } from './style.ts';
import { hover, rowLines } from './tooltip.ts';

/** One line per configuration across one axis per parameter; the metric is the last axis. */
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

/** Below this width, axes are stacked rather than side by side. */
const NARROW = 480;
const MOST_LINES = 300;
const MOST_AXES = 8;
const MOST_TABLE_ROWS = 50;

function build(data: ChartData, settings: Settings, width: number): Chart {
  const narrow = width < NARROW;
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  const columns = columnsOf(data, settings.axes);
  if (columns.length === 0) return nothing('Nothing varies between the configurations.');
  const drawn = thinRanked(ranked, MOST_LINES);
  const scales = columns.map((name) => scaleOf(drawn.map((row) => ownValue(row.parameters, name))));
  const metric = scaleOf(drawn.map(({ mean }) => mean));
  const label = (name: string, dim: number, scale: Scale) => ({ dim, name, ...scaleAxis(scale) });
  return {
    caption: `${drawnOf(drawn.length, ranked.length, data.rows)} Lines go from blue, the lowest ${data.sweep.metric}, to orange, the highest.`,
    gesture: 'Drag along an axis to filter.',
    option: {
      tooltip: { trigger: 'item' },
      parallel: {
        layout: narrow ? 'vertical' : 'horizontal',
        left: narrow ? 100 : 60,
        right: narrow ? 30 : 60,
        top: narrow ? 20 : 44,
        bottom: narrow ? 40 : 34,
        parallelAxisDefault: {
          nameLocation: narrow ? 'start' : 'end',
          nameTextStyle: { ...TEXT, fontWeight: 'bold' },
          nameTruncate: { maxWidth: narrow ? 84 : (width - 120) / columns.length - 10 },
          axisLabel: { ...LABEL, hideOverlap: true },
          z: 5,
          axisLine: { lineStyle: { color: INK } },
          areaSelectStyle: { color: PICKED, borderColor: PICKED, opacity: 0.35 },
        },
      },
      parallelAxis: [
        ...scales.map((scale, dim) => label(columns[dim]!, dim, scale)),
        label(data.sweep.metric, columns.length, metric),
      ],
      visualMap: { show: false, dimension: columns.length, ...rangeOf(drawn), inRange: { color: RAMP } },
      series: [
        {
          type: 'parallel',
          lineStyle: { width: 1.4, opacity: drawn.length > 100 ? 0.45 : 0.75 },
          emphasis: { lineStyle: { width: 4, opacity: 1 } },
          // The best come last, so that they are on top.
          data: drawn.toReversed().map((row) => ({
            name: `#${row.trials[0]}`,
            value: [
              ...columns.map((name, i) => scales[i]!.position(ownValue(row.parameters, name))),
              row.mean,
            ],
            ...hover(rowLines(row, data)),
          })),
        },
      ],
    },
    axes: [...columns.map((key, i) => brushAxis(data.keyOf(key), scales[i]!)), { key: 'mean' }],
    table: {
      columns: [
        { title: 'trial', numeric: true },
        ...columns.map((title) => ({ title, numeric: false })),
        { title: data.sweep.metric, numeric: true },
      ],
      rows: ranked.slice(0, MOST_TABLE_ROWS).map((row) => ({
        trial: row.trials[0]!,
        cells: [
          `#${trialNumbers(row.trials)}`,
          ...columns.map((name) => shortValue(ownValue(row.parameters, name))),
          formatMetric(row.mean),
        ],
      })),
    },
  };
}

/** Legible on the lines behind it. */
const LABEL = {
  fontSize: 11,
  color: '#ffffff',
  backgroundColor: '#59636ecc',
  padding: [3, 4],
  borderRadius: 3,
};
const PICKED = '#e69f00';

function columnsOf(data: ChartData, axes: string | undefined): readonly string[] {
  if (axes === 'derived') return [...data.varying, ...data.derived];
  return axes === 'important' ? mostImportant(data) : data.varying;
}

function mostImportant(data: ChartData): readonly string[] {
  const names = byImportance(data).slice(0, MOST_AXES);
  return data.varying.filter((name) => names.includes(name));
}

function rangeOf(rows: readonly RankedRow[]): { min: number; max: number } {
  const values = rows.map(({ mean }) => mean);
  return { min: Math.min(...values), max: Math.max(...values) };
}

/** Brushed numbers become bounds, brushed categories the condition that each of them is. */
function brushAxis(key: string, { type, categoryValues }: Scale): BrushAxis {
  if (type !== 'category') return { key };
  // No comparison holds for an absent value, not even that it differs from a text.
  const absent = `not ${writeColumn(key)}!=""`;
  return { key, conditions: categoryValues.map((value) => writeCondition(key, value) ?? absent) };
}
