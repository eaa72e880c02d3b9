import { duration, plural } from '../format.ts';
import type { TrialScore } from '../store/index.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind } from './chart.ts';
import { nothing } from './chart.ts';
import { HUES } from './palette.ts';
import { axis, LEGEND } from './style.ts';
import { fromZero, inUnit, timeUnit } from './timeUnit.ts';
import { hover, trialLines } from './tooltip.ts';
import { BREAK_AXIS, breakSeries, breaksWords, workedTime, workedTimeName } from './workedTime.ts';

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
  const latestMs = Math.max(...shown.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs!));
  const nowMs = Math.max(latestMs, sweep.clockMs ?? latestMs);
  const time = workedTime(shown, nowMs);
  const lastMs = Math.max(...shown.map((trial) => time.at(untilMs(trial, nowMs))));
  const unit = timeUnit(lastMs);
  const place = (ms: number) => inUnit(ms, unit);
  const workers = [...new Set(shown.map(workerOf))].sort((a, b) => a - b);
  const states = [...new Set(shown.map(({ state }) => state))];
  return {
    caption:
      `${shown.length === begun.length ? '' : `The latest ${MOST_TRIALS} of ${plural(begun.length, 'trial')}, from the start of trial ${time.firstTrial}. `}` +
      `${states.map((state) => `${state}: ${shown.filter((trial) => trial.state === state).length}`).join(', ')}.${breaksWords(time)}`,
    option: {
      grid: { left: 84, right: 20, top: 44, bottom: 44 },
      legend: { ...LEGEND, data: states },
      tooltip: { trigger: 'item' },
      xAxis: axis(workedTimeName(unit.name, time), 'x', {
        type: 'value',
        ...fromZero(inUnit(lastMs, unit)),
        splitLine: { show: false },
      }),
      yAxis: [
        axis('', 'y', {
          type: 'category',
          data: workers.map((worker) => `worker ${worker + 1}`),
          splitLine: { show: false },
          axisTick: { show: false },
        }),
        BREAK_AXIS,
      ],
      series: [
        ...breakSeries(time.breaks, place),
        ...states.map((state) => ({
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
              const [from, to] = [trial.startedAtMs!, untilMs(trial, nowMs)].map((ms) => place(time.at(ms)));
              return {
                name: `#${trial.number} ${state}`,
                ...hover([
                  ...trialLines(
                    trial.number,
                    trial.configuration.parameters,
                    varying,
                    `${state}, ${plural(trial.steps, stepName)} in ${duration(untilMs(trial, nowMs) - trial.startedAtMs!)}`,
                  ),
                  ...(trial.reason ? [trial.reason] : []),
                ]),
                coords: [
                  [from!, lane],
                  // A line between two trials marks the end of one and the beginning of the next.
                  [to! - 0.004 * (to! - from!), lane],
                ],
              };
            }),
        })),
      ],
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
          duration(time.at(trial.startedAtMs!)),
          duration(untilMs(trial, nowMs) - trial.startedAtMs!),
          String(trial.steps),
          describeConfiguration(trial.configuration.parameters, varying),
          trial.reason ?? '',
        ],
      })),
    },
  };
}

/** The end of a trial that has begun, or the present; never before its start, whatever a clock was set to. */
function untilMs({ startedAtMs, endedAtMs }: TrialScore, nowMs: number): number {
  return Math.max(startedAtMs!, endedAtMs ?? nowMs);
}

function workerOf({ worker }: TrialScore): number {
  return worker ?? 0;
}
