import { count, duration, metric as formatMetric, plural } from '../format.ts';
import { isBetter } from '../metric/metric.ts';
import { ownValue } from '../ownValue.ts';
import type { TrialScore } from '../store/index.ts';
import { thin, thinRanked } from '../thin.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { whyEmpty } from './ranked.ts';
import { axis, grid, LEGEND, pointsAndSteps } from './style.ts';
import { inUnit, timeUnit } from './timeUnit.ts';
import { hover, trialLines } from './tooltip.ts';
import { BREAK_AXIS, breakSeries, breaksWords, workedTime, workedTimeName } from './workedTime.ts';

/** Every trial at the time of its end, and the best value until then. */
export const OPTIMIZATION_HISTORY: ChartKind = {
  name: 'history',
  title: 'Best so far',
  controls: () => [
    {
      name: 'along',
      label: 'Along',
      choices: [
        { value: 'time', label: 'time' },
        { value: 'trials', label: 'completed trials' },
      ],
    },
  ],
  build,
};

const MOST_POINTS = 600;
const MOST_TABLE_ROWS = 100;
const POINTS_NAME = 'trials';
const BEST_NAME = 'best so far';

interface Ended {
  readonly trial: TrialScore;
  readonly value: number;
  readonly x: number;
}

function build(data: ChartData, { along }: Settings): Chart {
  const { trials, sweep, varying } = data;
  const metric = sweep.metric;
  const completed = trials
    .filter(({ state, endedAtMs }) => state === 'completed' && endedAtMs !== null)
    .sort((a, b) => a.endedAtMs! - b.endedAtMs!);
  const time = workedTime(trials, completed.at(-1)?.endedAtMs ?? 0);
  const places = completed.map((trial, index) =>
    along === 'trials' ? index + 1 : time.at(trial.endedAtMs!),
  );
  const ended = completed.flatMap((trial, index): Ended[] => {
    const value = ownValue(trial.metrics, metric);
    return typeof value === 'number' ? [{ trial, value, x: places[index]! }] : [];
  });
  if (ended.length === 0) return nothing(whyEmpty(data));
  const lastX = places.at(-1)!;
  const unit = timeUnit(lastX);
  const place = (x: number) => (along === 'trials' ? x : inUnit(x, unit));
  const improvements: Ended[] = [];
  for (const each of ended) {
    const last = improvements.at(-1);
    if (!last || isBetter(each.value, last.value, sweep.goal)) improvements.push(each);
  }
  const last = { ...improvements.at(-1)!, x: lastX };
  const drawn = thin(ended, MOST_POINTS);
  const point = ({ trial, x, value }: Ended) => ({
    name: `#${trial.number}`,
    value: [place(x), value],
    ...hover([
      ...trialLines(
        trial.number,
        trial.configuration.parameters,
        varying,
        `${metric} ${formatMetric(value)}`,
      ),
      along === 'trials' ? `after ${plural(x, 'completed trial')}` : `after ${duration(x)}`,
    ]),
  });
  return {
    caption:
      `${formatMetric(last.value)} after ${plural(completed.length, 'completed trial')}${withoutValue(completed.length - ended.length)}; ` +
      `${improvements.length === 1 ? 'the first was the best' : `${plural(improvements.length - 1, 'improvement')} on the first`}.${along === 'trials' ? '' : breaksWords(time)}`,
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: [POINTS_NAME, BEST_NAME] },
      tooltip: { trigger: 'item' },
      xAxis: axis(along === 'trials' ? 'completed trials' : workedTimeName(unit.name, time), 'x', {
        type: 'value',
        min: 0,
        splitLine: { show: false },
      }),
      yAxis: [axis(metric, 'y', { type: 'value', scale: true }), BREAK_AXIS],
      series: [
        ...pointsAndSteps(
          { name: POINTS_NAME, data: drawn.map(point) },
          {
            name: BEST_NAME,
            data: [...thinRanked(improvements.toReversed(), MOST_POINTS).toReversed(), last].map(point),
            symbolSize: 8,
          },
        ),
        ...(along === 'trials' ? [] : breakSeries(time.breaks, place)),
      ],
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: along === 'trials' ? 'completed trials' : 'after', numeric: true },
        { title: metric, numeric: true },
      ],
      rows: improvements.slice(-MOST_TABLE_ROWS).map(({ trial, x, value }) => ({
        trial: trial.number,
        cells: [`#${trial.number}`, along === 'trials' ? String(x) : duration(x), formatMetric(value)],
      })),
    },
  };
}

/** `, 6 of them without a finite value`; empty for none. */
function withoutValue(trials: number): string {
  return trials === 0 ? '' : `, ${count(trials)} of them without a finite value`;
}
