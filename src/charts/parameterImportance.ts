import { FEWEST_ROWS, type Importance, type Importances } from '../analysis/index.ts';
import { listed, plural } from '../format.ts';
import type { Chart, ChartData, ChartKind } from './chart.ts';
import { nothing } from './chart.ts';
import { HUES, INK } from './palette.ts';
import { rankedRows } from './ranked.ts';
import { AXIS_LINE, axis, POINTS } from './style.ts';
import { hover } from './tooltip.ts';

/** What each parameter explains of the metric, as bars with their intervals; nothing if none explains anything. */
export const PARAMETER_IMPORTANCE: ChartKind = {
  name: 'importance',
  title: 'Parameter importance',
  controls: () => [],
  build,
};

const MOST_BARS = 20;
const TOGETHER = 'in combination';
const TOGETHER_COLOR = HUES[6];

function build(data: ChartData): Chart {
  const { importances, sweep, varying } = data;
  if (varying.length === 0) return nothing('Nothing varies between the configurations.');
  if (!importances) {
    return nothing(
      `Too few completed configurations to tell which parameter matters: ${rankedRows(data.rows).length} of at least ${FEWEST_ROWS}.`,
    );
  }
  if (!importances.isExplained) return nothing(nothingExplained(data, importances));
  const { together, explained, rows } = importances;
  const shown = importances.shares.slice(0, MOST_BARS);
  const rest = importances.shares.length - shown.length;
  const named = [...shown.map(({ name }) => name), TOGETHER];
  const n = plural(rows, 'configuration');
  return {
    caption:
      `The share that each parameter alone explains of ${sweep.metric}, by fANOVA (Hutter et al., 2014) on a random forest, over all values of the others; ` +
      `lines are the middle 90 % of its trees. The forest explains ${percent(explained)} of the variance between ${n} ` +
      `that it has not seen${explained < WEAK ? ', which is little: the rest is chance, or what no parameter here tells' : ''}.` +
      `${rest > 0 ? ` ${plural(rest, 'parameter')} that matter less are left out.` : ''}`,
    option: {
      grid: { left: 150, right: 40, top: 8, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: axis(`% of the explained variance (${percent(explained)} of all)`, 'x', {
        type: 'value',
        min: 0,
        max: endOf(shown, together),
      }),
      yAxis: axis('', 'y', {
        type: 'category',
        inverse: true,
        splitLine: { show: false },
        data: named,
        axisTick: { show: false },
        axisLine: { ...AXIS_LINE, onZero: false },
        axisLabel: { color: INK, fontSize: 12, width: 136, overflow: 'truncate' },
      }),
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          itemStyle: { color: POINTS },
          data: [
            ...shown.map(({ name, share, interval }) => ({
              value: hundredths(share),
              ...hover([
                name,
                `${percent(share)} alone, middle 90 % of the trees ${range(interval)}`,
                `n ${rows}`,
              ]),
            })),
            {
              value: hundredths(together),
              itemStyle: { color: TOGETHER_COLOR },
              ...hover([`${percent(together)} only together with others, or noise`, `n ${rows}`]),
            },
          ],
        },
        {
          type: 'lines',
          coordinateSystem: 'cartesian2d',
          silent: true,
          z: 3,
          symbol: ['rect', 'rect'],
          symbolSize: [2, 9],
          lineStyle: { color: INK, width: 2, opacity: 1 },
          data: shown.map(({ interval: { low, high } }, index) => ({
            coords: [
              [hundredths(low), index],
              [hundredths(high), index],
            ],
          })),
        },
      ],
    },
    table: {
      columns: [
        { title: 'parameter', numeric: false },
        { title: 'share', numeric: true },
        { title: 'middle 90 % of the trees', numeric: true },
      ],
      rows: [
        ...importances.shares.map(({ name, share, interval }) => ({
          cells: [name, percent(share), range(interval)],
        })),
        { cells: [`${TOGETHER}, or noise`, percent(together), ''] },
      ],
    },
  };
}

/** Below this, the reader is told that the forest explains little. */
const WEAK = 0.3;

function nothingExplained({ sweep, varying, rows }: ChartData, { explained }: Importances): string {
  const trials = rankedRows(rows).reduce((sum, { replicates }) => sum + replicates, 0);
  const tried = varying.length <= 4 ? ` (${listed(varying)})` : '';
  return (
    `No parameter explains ${sweep.metric} in these ${plural(trials, 'trial')}: a random forest on ` +
    `${plural(varying.length, 'parameter')}${tried} predicts configurations that it has not seen no better than their mean for certain ` +
    `(R² ${explained.toFixed(2).replace('-', '−')}).`
  );
}

/** The end of the axis, in percent: the next ten beyond every interval. */
function endOf(shown: readonly Importance[], together: number): number {
  const high = Math.max(together, ...shown.map(({ interval }) => interval.high));
  return Math.min(100, 10 * Math.ceil(10 * high));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function range({ low, high }: Importance['interval']): string {
  return `${(100 * low).toFixed(1)} to ${percent(high)}`;
}

function hundredths(share: number): number {
  return Number((100 * share).toFixed(2));
}
