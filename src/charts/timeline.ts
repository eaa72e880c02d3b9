import { duration, plural } from '../format.ts';
import type { TrialScore } from '../store/index.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind } from './chart.ts';
import { nothing } from './chart.ts';
import { HUES } from './palette.ts';
import { axis, LEGEND } from './style.ts';
import { inUnit, timeUnit } from './timeUnit.ts';
import { hover, trialLines } from './tooltip.ts';

/** The time and the worker of each trial, and how it ended. */
export const TIMELINE: ChartKind = { name: 'timeline', title: 'Timeline', controls: () => [], build };

const MOST_TRIALS = 200;

/** A colour; for readers who cannot distinguish it, the table has the state's name. */
const COLORS: Readonly<Record<TrialScore['state'], string>> = {
  running: HUES[5],
  completed: HUES[0],
  pruned: HUES[4],
  failed: HUES[1],
  cancelled: HUES[6],
  queued: HUES[6],
};

function build({ trials, whyNone, varying, sweep, stepName }: ChartData): Chart {
  const begun = trials
    .filter(({ startedAtMs, state }) => startedAtMs !== null && state !== 'queued')
    .sort((a, b) => a.startedAtMs! - b.startedAtMs!);
  if (begun.length === 0) {
    return nothing(trials.length === 0 ? whyNone : 'No trial has begun yet.');
  }
  const shown = begun.slice(-MOST_TRIALS);
  const startMs = shown[0]!.startedAtMs!;
  const latestMs = Math.max(...shown.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs!));
  const nowMs = Math.max(latestMs, sweep.clockMs ?? latestMs);
  const unit = timeUnit(nowMs - startMs);
  const place = (ms: number) => inUnit(ms - startMs, unit);
  const workers = [...new Set(shown.map(workerOf))].sort((a, b) => a - b);
  const states = [...new Set(shown.map(({ state }) => state))];
  return {
    caption:
      `${shown.length === begun.length ? '' : `The latest ${MOST_TRIALS} of ${plural(begun.length, 'trial')}. `}` +
      `${states.map((state) => `${state}: ${shown.filter((trial) => trial.state === state).length}`).join(', ')}.`,
    option: {
      grid: { left: 84, right: 20, top: 44, bottom: 44 },
      legend: LEGEND,
      tooltip: { trigger: 'item' },
      xAxis: axis(`${unit.name} since the first of these began`, 'x', {
        type: 'value',
        min: 0,
        max: roundedUp(place(nowMs)),
        splitLine: { show: false },
      }),
      yAxis: axis('', 'y', {
        type: 'category',
        data: workers.map((worker) => `worker ${worker + 1}`),
        splitLine: { show: false },
        axisTick: { show: false },
      }),
      series: states.map((state) => ({
        type: 'lines',
        name: state,
        coordinateSystem: 'cartesian2d',
        itemStyle: { color: COLORS[state] },
        lineStyle: { color: COLORS[state], width: 16, opacity: 0.85, cap: 'butt' },
        emphasis: { lineStyle: { opacity: 1, width: 20 } },
        data: shown
          .filter((trial) => trial.state === state)
          .map((trial) => {
            const lane = workers.indexOf(workerOf(trial));
            const [from, to] = [place(trial.startedAtMs!), place(trial.endedAtMs ?? nowMs)];
            return {
              name: `#${trial.number} ${state}`,
              ...hover([
                ...trialLines(
                  trial.number,
                  trial.configuration.parameters,
                  varying,
                  `${state}, ${plural(trial.steps, stepName)} in ${duration((trial.endedAtMs ?? nowMs) - trial.startedAtMs!)}`,
                ),
                ...(trial.reason ? [trial.reason] : []),
              ]),
              coords: [
                [from, lane],
                // A line between two trials marks the end of one and the beginning of the next.
                [to - 0.004 * Math.max(0, to - from), lane],
              ],
            };
          }),
      })),
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: 'worker', numeric: true },
        { title: 'state', numeric: false },
        { title: 'began after', numeric: true },
        { title: 'took', numeric: true },
        { title: `${stepName}s done`, numeric: true },
        { title: 'what varies', numeric: false },
        { title: 'reason', numeric: false },
      ],
      rows: shown.toReversed().map((trial) => ({
        trial: trial.number,
        cells: [
          `#${trial.number}`,
          String(workerOf(trial) + 1),
          trial.state,
          duration(trial.startedAtMs! - startMs),
          duration((trial.endedAtMs ?? nowMs) - trial.startedAtMs!),
          String(trial.steps),
          describeConfiguration(trial.configuration.parameters, varying),
          trial.reason ?? '',
        ],
      })),
    },
  };
}

/** Rounded to two digits, so that the axis ends at a readable number; never 0. */
function roundedUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.max(value, 0.01))) - 1);
  return Number((Math.ceil(value / unit) * unit || unit).toPrecision(2));
}

function workerOf({ worker }: TrialScore): number {
  return worker ?? 0;
}
