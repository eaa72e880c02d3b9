import { smooth } from '../analysis/index.ts';
import { count, metric as formatMetric, plural } from '../format.ts';
import { metricFamilies } from '../metric/forReading.ts';
import type { Curve, LeaderboardRow } from '../store/index.ts';
import { parameterTitle, TITLES } from '../titles.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Control, ControlChoice, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { stepAxis } from './curves.ts';
import { groupCurves, inGroups } from './groupCurves.ts';
import { dashOf, hueOf } from './palette.ts';
import { rungsOf } from './rungs.ts';
import { stepColumns, tableSteps, valuesAt } from './stepTable.ts';
import { stretches } from './stretches.ts';
import { axis, grid, LEGEND, lineSeries } from './style.ts';
import { inUnit, unitOf } from './timeUnit.ts';

/** The curves of the leading trials, or of groups of them as a median within a band. */
export const LEARNING_CURVES: ChartKind = { name: 'curves', title: 'Learning curves', controls, build };

/** Points of a line that is as wide as the chart. */
const MOST_POINTS = 1000;

function controls({ sweep, rows, varying, derived, metrics, stepName }: ChartData): Control[] {
  const isAlone = ({ group }: Settings) => !group;
  const begun = rows.filter(({ steps }) => steps > 0);
  return [
    {
      name: 'metric',
      label: 'Metric',
      choices: [...new Set([sweep.metric, ...metrics])].map((value) => ({ value, label: value })),
    },
    {
      name: 'training',
      label: 'Lines',
      choices: [
        { value: 'no', label: 'this metric alone' },
        { value: 'yes', label: 'training and validation' },
      ],
      applies: (settings) => isAlone(settings) && familyOf(settings.metric!, metrics).length > 1,
    },
    {
      name: 'group',
      label: 'A line for each',
      choices: [
        { value: '', label: 'configuration' },
        ...[...varying, ...derived].map((name) => ({
          value: name,
          label: `${parameterTitle(name, derived)} (median and band)`,
        })),
      ],
    },
    {
      name: 'least',
      label: 'Of each',
      choices: [{ value: '', label: 'all, while they last' }, ...lengthsOf(begun, stepName)],
      applies: ({ group }) => Boolean(group),
    },
    {
      name: 'top',
      label: 'Configurations',
      choices: MOST_LINES.filter((_, index) => index === 0 || begun.length > MOST_LINES[index - 1]!).map(
        (most) => ({
          value: String(most),
          label: begun.length > most ? `best ${most}` : `all ${begun.length}`,
        }),
      ),
      applies: isAlone,
    },
    {
      name: 'smoothing',
      label: 'Smoothing',
      choices: ['0', '0.5', '0.8', '0.95'].map((value) => ({ value, label: value === '0' ? 'none' : value })),
      applies: () => begun.some(({ steps }) => steps > 1),
    },
    {
      name: 'along',
      label: 'Along',
      choices: [
        { value: stepName, label: `${stepName}s` },
        { value: 'time', label: TITLES.durationMs },
      ],
      applies: isAlone,
    },
  ];
}

const MOST_LINES = [8, 16, 32];

/** Choices of the configurations that have a number of steps or more: about half as many each time. */
function lengthsOf(rows: readonly LeaderboardRow[], stepName: string): ControlChoice[] {
  const ended = rows.filter(({ state }) => state === 'completed' || state === 'pruned');
  const parts = stretches(ended.map(({ steps }) => ({ steps: [steps] })));
  return parts.slice(1).map(({ to }) => ({
    value: String(to),
    label: `the ${count(inGroups(rows, to).length)} with ${plural(to, stepName)} or more`,
  }));
}

function build(data: ChartData, settings: Settings): Chart {
  const begun = data.rows.filter(({ steps }) => steps > 0);
  if (begun.length === 0) {
    return nothing(data.rows.length === 0 ? data.whyNone : `No ${data.stepName} has ended yet.`);
  }
  return settings.group ? groupCurves(data, begun, settings) : trialCurves(data, begun, settings);
}

function trialCurves(data: ChartData, begun: readonly LeaderboardRow[], settings: Settings): Chart {
  const metric = settings.metric!;
  const shown = begun.slice(0, Number(settings.top));
  const numbers = shown.map(({ trials }) => trials[0]!);
  const names = settings.training === 'yes' ? familyOf(metric, data.metrics) : [metric];
  const curves = names.map((name) => data.curves(numbers, name, MOST_POINTS));
  const drawn = curves.flatMap((of) => [...of.values()]);
  if (drawn.every(({ steps }) => steps.length === 0)) {
    return nothing(`These trials have no ${metric} over their ${data.stepName}s.`);
  }
  const weight = Number(settings.smoothing);
  const byTime = settings.along === 'time';
  const elapsed = (number: number, { steps }: Curve) => data.elapsedAt(number, steps);
  const unit = byTime
    ? unitOf(numbers.map((number) => elapsed(number, curves[0]!.get(number)!).at(-1)))
    : undefined;
  const series = numbers.flatMap((number, index) =>
    curves.map((of, which) => {
      const curve = of.get(number)!;
      const x = unit ? elapsed(number, curve).map((ms) => inUnit(ms, unit)) : curve.steps;
      const values = smooth(curve.values, weight);
      const points = values.map((value, i) => [x[i], value]);
      const about = describeConfiguration(shown[index]!.parameters, data.varying);
      return {
        ...line(`#${number}`, points, index, names.length > 1 ? which : undefined),
        about: names.length > 1 ? `${about} ${names[which]}` : about,
      };
    }),
  );
  const steps = tableSteps([...curves[0]!.values()]);
  const rungs = byTime || metric !== data.sweep.metric ? undefined : rungsOf(data, drawn);
  return {
    caption:
      `${names.join(' (solid) and ')}${names.length > 1 ? ' (dashed)' : ''} of ` +
      `${shown.length === begun.length ? 'all' : `the best ${shown.length} of ${count(begun.length)}`} ` +
      `configurations, by their first trial.${weight > 0 ? ' Smoothed: exponential moving average.' : ''}${rungs?.caption ?? ''}`,
    option: {
      grid: grid(true),
      legend: LEGEND,
      tooltip: { trigger: 'axis', order: 'valueDesc' },
      xAxis: unit
        ? axis(`${TITLES.durationMs}, ${unit.name}`, 'x', { type: 'value', splitLine: { show: false } })
        : axis(data.stepName, 'x', stepAxis(drawn)),
      yAxis: axis(metric, 'y', { type: 'value', scale: true }),
      series: [...series, ...(rungs?.series ?? [])],
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: 'what varies', numeric: false },
        ...stepColumns(steps, data.stepName),
      ],
      rows: shown.map((row, index) => ({
        trial: numbers[index]!,
        cells: [
          `#${numbers[index]}`,
          describeConfiguration(row.parameters, data.varying),
          ...valuesAt(curves[0]!.get(numbers[index]!)!, steps).map(formatMetric),
        ],
      })),
    },
  };
}

/** Validation comes first, then training. */
function familyOf(metric: string, metrics: readonly string[]): readonly string[] {
  const found = metricFamilies(metrics).find(({ members }) => members.includes(metric));
  return found ? found.members.toReversed() : [metric];
}

/**
 * `which` of a trial's lines this is, if it has two: they differ by their dashes; otherwise dashes
 * distinguish the trials.
 */
function line(name: string, data: readonly unknown[], index: number, which?: number) {
  const dash = which === undefined ? dashOf(index) : which === 0 ? 'solid' : 'dashed';
  return {
    ...lineSeries(name, data, hueOf(index), dash),
    showSymbol: data.length < 3,
    symbolSize: 5,
    emphasis: { focus: 'series', lineStyle: { width: 4 } },
  };
}
