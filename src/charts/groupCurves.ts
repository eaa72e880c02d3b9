import { smooth } from '../analysis/index.ts';
import { count, metric as formatMetric } from '../format.ts';
import type { Curve, LeaderboardRow } from '../store/index.ts';
import { thin } from '../thin.ts';
import { type Chart, type ChartData, nothing, type Settings } from './chart.ts';
import { stepAxis } from './curves.ts';
import { dashOf, hueOf } from './palette.ts';
import { groupRows } from './rowGroups.ts';
import { stepColumns, stepsOf, tableSteps, valuesAt } from './stepTable.ts';
import { axis, grid, LEGEND, lineSeries } from './style.ts';

/** Most leading configurations of a group that its band is made from. */
const MOST_IN_GROUP = 60;
const MOST_GROUPS = 8;
/** Points of a curve, and of the band over all of them. */
const MOST_POINTS = 400;

interface Band {
  readonly steps: readonly number[];
  readonly low: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** The curves of the configurations that share a value as a median within a band. */
export function groupCurves(
  data: ChartData,
  begun: readonly LeaderboardRow[],
  { metric, group, smoothing }: Settings,
): Chart {
  const groups = groupRows(begun, group!);
  const bands = groups.slice(0, MOST_GROUPS).map(({ text: value, rows }) => {
    const numbers = rows.slice(0, MOST_IN_GROUP).map(({ trials }) => trials[0]!);
    const curves = [...data.curves(numbers, metric!, MOST_POINTS).values()];
    const smoothed = curves.map(({ steps, values }) => ({
      steps,
      values: smooth(values, Number(smoothing)),
    }));
    return { value, count: rows.length, band: bandOf(smoothed) };
  });
  const medians = bands.map(({ band }) => ({ steps: band.steps, values: band.median }));
  if (medians.every(({ steps }) => steps.length === 0)) {
    return nothing(`These trials have no ${metric} over their ${data.stepName}s.`);
  }
  const steps = tableSteps(medians);
  return {
    caption:
      `The median ${metric} of the configurations of each ${group}, within a band from their worst to ` +
      `their best${bands.some((each) => each.count > MOST_IN_GROUP) ? ` (of the leading ${MOST_IN_GROUP} of a group)` : ''}.` +
      `${groups.length > MOST_GROUPS ? ` The best ${MOST_GROUPS} of ${groups.length} groups.` : ''}`,
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: bands.map(({ value }) => value) },
      tooltip: { trigger: 'axis', order: 'valueDesc' },
      xAxis: axis(data.stepName, 'x', stepAxis(medians)),
      yAxis: axis(metric!, 'y', { type: 'value', scale: true }),
      series: bands.flatMap(({ value, band }, index) => bandSeries(band, value, index)),
    },
    table: {
      columns: [
        { title: group!, numeric: false },
        { title: 'configurations', numeric: true },
        ...stepColumns(steps, data.stepName),
      ],
      rows: bands.map(({ value, count: configurations }, index) => ({
        cells: [value, count(configurations), ...valuesAt(medians[index]!, steps).map(formatMetric)],
      })),
    },
  };
}

function bandSeries({ steps, low, median, high }: Band, value: string, index: number) {
  const points = (values: readonly (number | null)[]) => steps.map((step, i) => [step, values[i]]);
  const height = high.map((point, i) => (point === null ? null : point - (low[i] ?? 0)));
  return [
    { ...bandEdge(points(low), value, index), areaStyle: undefined },
    bandEdge(points(height), value, index),
    {
      ...lineSeries(value, points(median), hueOf(index), dashOf(index)),
      showSymbol: median.length < 3,
      symbolSize: 5,
      emphasis: { focus: 'series', lineStyle: { width: 4 } },
    },
  ];
}

/** An invisible line under the band, and the band that is stacked on it. */
function bandEdge(data: readonly unknown[], value: string, index: number) {
  return {
    type: 'line',
    name: `${value}, band`,
    stack: `band ${index}`,
    stackStrategy: 'all',
    data,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    areaStyle: { color: hueOf(index), opacity: 0.15 },
    tooltip: { show: false },
    silent: true,
  };
}

/** The minimum, the median and the maximum by step, over the curves that got there. */
function bandOf(curves: readonly Curve[]): Band {
  const steps = thin(stepsOf(curves), MOST_POINTS);
  const columns = curves.map((curve) => latestAt(curve, steps));
  const sorted = steps.map((_, index) =>
    columns
      .map((column) => column[index] ?? null)
      .filter((value) => value !== null)
      .sort((a, b) => a - b),
  );
  const at = (share: number) =>
    sorted.map((values) => values[Math.round(share * (values.length - 1))] ?? null);
  return { steps, low: at(0), median: at(0.5), high: at(1) };
}

/**
 * A curve's value at each of the steps or, if it logged none there, its latest value before; none after its
 * last step.
 */
function latestAt({ steps, values }: Curve, asked: readonly number[]): (number | null)[] {
  let next = 0;
  return asked.map((step) => {
    while (next < steps.length && steps[next]! <= step) next++;
    const isOver = next === steps.length && steps.at(-1) !== step;
    return next === 0 || isOver ? null : values[next - 1]!;
  });
}
