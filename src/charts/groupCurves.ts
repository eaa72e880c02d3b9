import { smooth } from '../analysis/index.ts';
import { count, metric as formatMetric } from '../format.ts';
import type { Curve, LeaderboardRow } from '../store/index.ts';
import { thin } from '../thin.ts';
import { type Band, bandSeries } from './band.ts';
import { type Chart, type ChartData, nothing, type Settings } from './chart.ts';
import { stepAxis } from './curves.ts';
import { groupRows } from './rowGroups.ts';
import { stepColumns, stepsOf, tableSteps, valuesAt } from './stepTable.ts';
import { axis, grid, LEGEND } from './style.ts';

/** Most leading configurations of a group that its band is made from. */
const MOST_IN_GROUP = 60;
const MOST_GROUPS = 8;
/** Points of a curve, and of the band over all of them. */
const MOST_POINTS = 400;

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
  const medians = bands.map(({ band }) => ({ steps: band.steps, values: band.middle }));
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
  return { steps, low: at(0), middle: at(0.5), high: at(1), counts: sorted.map(({ length }) => length) };
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
