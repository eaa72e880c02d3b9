import { smooth } from '../analysis/index.ts';
import { count, metric as formatMetric } from '../format.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { TITLES } from '../titles.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Control, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { dashOf, hueOf } from './palette.ts';
import { groupRows } from './rowGroups.ts';
import { axis, grid, LEGEND, lineSeries } from './style.ts';

type Curve = readonly (number | null)[];

/** The curves of the leading trials, or of groups of them as a median within a band. */
export const LEARNING_CURVES: ChartKind = { name: 'curves', title: 'Learning curves', controls, build };

/** Of so many configurations of a group, the leading ones, its band is made. */
const MOST_IN_GROUP = 60;
const MOST_GROUPS = 8;
/** More rows of a table are read in the trials' own pages. */
const MOST_EPOCHS = 200;

function controls({ sweep, varying }: ChartData): Control[] {
  const metrics = [sweep.metric, 'val_accuracy', 'val_loss', 'accuracy', 'loss'];
  return [
    {
      name: 'metric',
      label: 'Metric',
      choices: [...new Set(metrics)].map((value) => ({ value, label: value })),
    },
    {
      name: 'training',
      label: 'Lines',
      choices: [
        { value: 'no', label: 'this metric alone' },
        { value: 'yes', label: 'training and validation' },
      ],
    },
    {
      name: 'group',
      label: 'A line for each',
      choices: [
        { value: '', label: 'configuration' },
        ...varying.map((name) => ({ value: name, label: `${name} (median and band)` })),
      ],
    },
    {
      name: 'top',
      label: 'Configurations',
      choices: ['8', '16', '32'].map((value) => ({ value, label: `best ${value}` })),
    },
    {
      name: 'smoothing',
      label: 'Smoothing',
      choices: ['0', '0.5', '0.8', '0.95'].map((value) => ({ value, label: value === '0' ? 'none' : value })),
    },
    {
      name: 'along',
      label: 'Along',
      choices: [
        { value: 'epoch', label: 'epochs' },
        { value: 'time', label: TITLES.durationMs },
      ],
    },
  ];
}

function build(data: ChartData, settings: Settings): Chart {
  const begun = data.rows.filter(({ epochs }) => epochs > 0);
  if (begun.length === 0) {
    return nothing(
      data.rows.length === 0 ? 'No configuration matches the filter.' : 'No epoch has ended yet.',
    );
  }
  return settings.group ? ofGroups(data, begun, settings) : ofTrials(data, begun, settings);
}

function ofTrials(data: ChartData, begun: readonly LeaderboardRow[], settings: Settings): Chart {
  const metric = settings.metric as 'val_accuracy';
  const shown = begun.slice(0, Number(settings.top));
  const numbers = shown.map(({ trials }) => trials[0]!);
  const names = settings.training === 'yes' ? bothOf(metric) : [metric];
  const times = settings.along === 'time' ? data.curves(numbers, 'durationMs') : undefined;
  const curves = names.map((name) => data.curves(numbers, name));
  const weight = Number(settings.smoothing);
  const series = shown.flatMap((_, index) =>
    curves.map((of, which) => {
      const number = numbers[index]!;
      return line(
        `#${number}`,
        along(smooth(of.get(number)!, weight), times?.get(number)),
        index,
        names.length > 1 ? which : undefined,
      );
    }),
  );
  return {
    caption:
      `${names.join(' (solid) and ')}${names.length > 1 ? ' (dashed)' : ''} of ` +
      `${shown.length === begun.length ? 'all' : `the best ${shown.length} of ${count(begun.length)}`} ` +
      `configurations, by their first trial.${weight > 0 ? ' Smoothed: exponential moving average.' : ''}`,
    option: option(settings, metric, series, Math.max(...shown.map(({ epochs }) => epochs))),
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: 'what varies', numeric: false },
        ...epochColumns(Math.max(...numbers.map((number) => curves[0]!.get(number)!.length))),
      ],
      rows: shown.map((row, index) => ({
        trial: numbers[index]!,
        cells: [
          `#${numbers[index]}`,
          describeConfiguration(row, data.varying),
          ...curves[0]!.get(numbers[index]!)!.slice(0, MOST_EPOCHS).map(formatMetric),
        ],
      })),
    },
  };
}

function ofGroups(data: ChartData, begun: readonly LeaderboardRow[], settings: Settings): Chart {
  const metric = settings.metric as 'val_accuracy';
  const groups = groupRows(begun, settings.group!);
  const weight = Number(settings.smoothing);
  const bands = groups.slice(0, MOST_GROUPS).map(({ text: value, rows }) => {
    const curves = data.curves(
      rows.slice(0, MOST_IN_GROUP).map(({ trials }) => trials[0]!),
      metric,
    );
    return {
      value,
      count: rows.length,
      ...bandOf([...curves.values()].map((curve) => smooth(curve, weight))),
    };
  });
  const series = bands.flatMap(({ value, low, median, high }, index) => [
    { ...bandEdge(low, value, index), areaStyle: undefined },
    {
      ...bandEdge(
        high.map((point, i) => (point === null ? null : point - (low[i] ?? 0))),
        value,
        index,
      ),
    },
    line(value, along(median, undefined), index),
  ]);
  return {
    caption:
      `The median ${metric} of the configurations of each ${settings.group}, within a band from their worst to ` +
      `their best${bands.some((band) => band.count > MOST_IN_GROUP) ? ` (of the leading ${MOST_IN_GROUP} of a group)` : ''}.` +
      `${groups.length > MOST_GROUPS ? ` The best ${MOST_GROUPS} of ${groups.length} groups.` : ''}`,
    option: option(
      { ...settings, along: 'epoch' },
      metric,
      series,
      Math.max(...bands.map(({ median }) => median.length)),
      bands.map(({ value }) => value),
    ),
    table: {
      columns: [
        { title: settings.group!, numeric: false },
        { title: 'configurations', numeric: true },
        ...epochColumns(Math.max(...bands.map(({ median }) => median.length))),
      ],
      rows: bands.map(({ value, count: configurations, median }) => ({
        cells: [value, count(configurations), ...median.slice(0, MOST_EPOCHS).map(formatMetric)],
      })),
    },
  };
}

function bothOf(metric: string): ('accuracy' | 'loss' | 'val_accuracy' | 'val_loss')[] {
  return metric.endsWith('loss') ? ['val_loss', 'loss'] : ['val_accuracy', 'accuracy'];
}

function option(
  settings: Settings,
  metric: string,
  series: object[],
  longest: number,
  legend?: readonly string[],
) {
  const byTime = settings.along === 'time';
  const epochs = { minInterval: 1, min: 1, max: Math.max(2, longest), splitLine: { show: false } };
  return {
    grid: grid(true),
    legend: legend ? { ...LEGEND, data: legend } : LEGEND,
    tooltip: { trigger: 'axis', order: 'valueDesc' },
    xAxis: axis(byTime ? `${TITLES.durationMs}, seconds` : 'epoch', 'x', {
      type: 'value',
      ...(byTime ? { splitLine: { show: false } } : epochs),
    }),
    yAxis: axis(metric, 'y', { type: 'value', scale: true }),
    series,
  };
}

/** `which` of the lines of a trial, where it has two: they differ by their dashes, otherwise the trials do. */
function line(name: string, data: readonly unknown[], index: number, which?: number) {
  const dash = which === undefined ? dashOf(index) : which === 0 ? 'solid' : 'dashed';
  return {
    ...lineSeries(name, data, hueOf(index), dash),
    showSymbol: data.length < 3,
    symbolSize: 5,
    emphasis: { focus: 'series', lineStyle: { width: 4 } },
  };
}

/** Points by epoch or, where the epochs' times are given, by the seconds that had passed. */
function along(curve: Curve, durationsMs: Curve | undefined): (readonly [number, number | null])[] {
  let seconds = 0;
  return curve.map((value, index) => {
    seconds += (durationsMs?.[index] ?? 0) / 1000;
    return [durationsMs ? Number(seconds.toFixed(2)) : index + 1, value];
  });
}

/** An invisible line under the band, and the band that is stacked on it. */
function bandEdge(points: Curve, value: string, index: number) {
  return {
    type: 'line',
    name: `${value}, band`,
    stack: `band ${index}`,
    stackStrategy: 'all',
    data: points.map((point, i) => [i + 1, point]),
    symbol: 'none',
    lineStyle: { opacity: 0 },
    areaStyle: { color: hueOf(index), opacity: 0.15 },
    tooltip: { show: false },
    silent: true,
  };
}

/** By epoch, over the curves that got there: the least, the middle and the greatest value. */
function bandOf(curves: readonly Curve[]): { low: Curve; median: Curve; high: Curve } {
  const epochs = Math.max(...curves.map(({ length }) => length));
  const sorted = Array.from({ length: epochs }, (_, epoch) =>
    curves
      .map((curve) => curve[epoch] ?? null)
      .filter((value) => value !== null)
      .sort((a, b) => a - b),
  );
  const at = (share: number) =>
    sorted.map((values) => values[Math.round(share * (values.length - 1))] ?? null);
  return { low: at(0), median: at(0.5), high: at(1) };
}

function epochColumns(epochs: number) {
  return Array.from({ length: Math.min(epochs, MOST_EPOCHS) }, (_, index) => ({
    title: index === 0 ? 'epoch 1' : String(index + 1),
    numeric: true,
  }));
}
