import { distribution, smooth } from '../analysis/index.ts';
import { count, metric as formatMetric, plural } from '../format.ts';
import type { Curve, LeaderboardRow } from '../store/index.ts';
import { thin } from '../thin.ts';
import { type Band, bandSeries } from './band.ts';
import { type Chart, type ChartData, nothing, type Settings } from './chart.ts';
import { stepAxis } from './curves.ts';
import { groupRows } from './rowGroups.ts';
import { stepColumns, stepsOf, tableSteps } from './stepTable.ts';
import { type Stretch, stretches } from './stretches.ts';
import { axis, grid, LEGEND } from './style.ts';

/** Most configurations of a group that its band is made from. */
const MOST_IN_GROUP = 60;
const MOST_GROUPS = 8;
/** Points of a curve, and of the bands over all of them. */
const MOST_POINTS = 400;

/** A group with its band, in parts that are over the same configurations at all of their steps. */
interface GroupBands {
  readonly value: string;
  /** The configurations of the group, and those that its band is made from. */
  readonly count: number;
  readonly drawn: number;
  readonly bands: readonly Band[];
}

/** The curves of the configurations that share a value as a median within a band. */
export function groupCurves(
  data: ChartData,
  begun: readonly LeaderboardRow[],
  { metric, group, smoothing, least }: Settings,
): Chart {
  const sound = inGroups(begun, 0);
  const groups = groupRows(inGroups(begun, Number(least)), group!);
  const shown = groups.slice(0, MOST_GROUPS).map(({ text: value, rows }): GroupBands => {
    const numbers = thin(rows, MOST_IN_GROUP).map(({ trials }) => trials[0]!);
    const curves = [...data.curves(numbers, metric!, MOST_POINTS).values()].map(untilLastValue);
    const smoothed = curves.map(({ steps, values }) => ({
      steps,
      values: smooth(values, Number(smoothing)),
    }));
    const parts = stretches(smoothed).slice(0, least ? 1 : undefined);
    const bands = parts.map((part) => bandOf(smoothed, part, Math.ceil(MOST_POINTS / parts.length)));
    return { value, count: rows.length, drawn: numbers.length, bands };
  });
  const lines = shown.flatMap(({ bands }) => bands);
  if (lines.length === 0) {
    return nothing(
      sound.length === 0
        ? 'All configurations that began have failed or were cancelled.'
        : `These trials have no ${metric} over their ${data.stepName}s.`,
    );
  }
  const medians = lines.map(({ steps, middle }) => ({ steps, values: middle }));
  const steps = tableSteps(medians);
  return {
    caption: [
      `The median ${metric} of the configurations of each ${group}${least ? ` with ${least} ${data.stepName}s or more` : ''}, ` +
        'within a band from their worst to their best.',
      ...(shown.some(({ bands }) => bands.length > 1)
        ? [
            'Every line is over the same n configurations from end to end: where some have ended, the others begin a line of their own, a thin one if fewer than half are left.',
          ]
        : []),
      ...(shown.some((each) => each.count > each.drawn)
        ? [`An even choice of ${MOST_IN_GROUP} by rank stands for a larger group.`]
        : []),
      ...(groups.length > MOST_GROUPS ? [`The best ${MOST_GROUPS} of ${groups.length} groups.`] : []),
      ...(sound.length < begun.length
        ? [`${plural(begun.length - sound.length, 'configuration')} left out: failed or cancelled.`]
        : []),
    ].join(' '),
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: shown.map(({ value }) => value) },
      tooltip: { trigger: 'axis', order: data.sweep.goal === 'maximize' ? 'valueDesc' : 'valueAsc' },
      xAxis: axis(data.stepName, 'x', stepAxis(medians)),
      yAxis: axis(metric!, 'y', { type: 'value', scale: true }),
      series: shown.flatMap(({ value, drawn, bands }, index) =>
        bands.flatMap((band, part) =>
          bandSeries(band, value, index, { part, parts: bands.length, of: drawn }),
        ),
      ),
    },
    table: {
      columns: [
        { title: group!, numeric: false },
        { title: 'configurations', numeric: true },
        ...stepColumns(steps, data.stepName),
      ],
      rows: shown.map((each) => ({
        cells: [each.value, count(each.count), ...steps.map((step) => medianAt(each, step))],
      })),
    },
  };
}

/** The configurations that groups are made from: none that came to a bad end, and none with fewer steps than `least`. */
export function inGroups(rows: readonly LeaderboardRow[], least: number): LeaderboardRow[] {
  return rows.filter(({ state, steps }) => state !== 'failed' && state !== 'cancelled' && steps >= least);
}

/** Without the steps at its end that have no value, such as those after a divergence. */
function untilLastValue({ steps, values }: Curve): Curve {
  const length = values.findLastIndex((value) => value !== null) + 1;
  return { steps: steps.slice(0, length), values: values.slice(0, length) };
}

/** The minimum, the median and the maximum over the curves of a stretch, step by step. */
function bandOf(curves: readonly Curve[], { from, to, members }: Stretch, most: number): Band {
  const own = members.map((index) => curves[index]!);
  const steps = thin(
    stepsOf(own).filter((step) => step >= from && step <= to),
    Math.max(2, most),
  );
  const columns = own.map((curve) => latestAt(curve, steps));
  const found = steps.map((_, index) =>
    distribution(columns.map((column) => column[index] ?? null).filter((value) => value !== null)),
  );
  return {
    steps,
    low: found.map((each) => each?.min ?? null),
    middle: found.map((each) => each?.median ?? null),
    high: found.map((each) => each?.max ?? null),
    counts: found.map((each) => each?.count ?? 0),
  };
}

/** A curve's value at each of the steps or, if it logged none there, its latest value before. */
function latestAt({ steps, values }: Curve, asked: readonly number[]): (number | null)[] {
  let next = 0;
  return asked.map((step) => {
    while (next < steps.length && steps[next]! <= step) next++;
    return next === 0 ? null : values[next - 1]!;
  });
}

/** `0.8840`, or `0.8840, n 5` where others of the group have ended; where two parts meet, it is the first one's. */
function medianAt({ drawn, bands }: GroupBands, step: number): string {
  for (const { steps, middle, counts } of bands) {
    const index = steps.indexOf(step);
    if (index < 0) continue;
    return `${formatMetric(middle[index])}${counts![index] === drawn ? '' : `, n ${counts![index]}`}`;
  }
  return '';
}
