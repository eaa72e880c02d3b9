import { paretoFront } from '../analysis/index.ts';
import { count, duration, metric as formatMetric, milliseconds } from '../format.ts';
import { TITLES } from '../titles.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { choose, chosenOf } from './choose.ts';
import { type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { scaleAxis, scaleOf } from './scale.ts';
import { axis, grid, LEGEND, pointsAndSteps } from './style.ts';

/** The metric against what it costs, with the configurations that no other one beats in both. */
export const TRADE_OFF: ChartKind = {
  name: 'pareto',
  title: 'Pareto front',
  controls: () => [
    {
      name: 'cost',
      label: 'Against',
      choices: [
        { value: 'time', label: TITLES.durationMs },
        { value: 'weights', label: TITLES.parameterCount },
        { value: 'latency', label: TITLES.latencyMs },
        { value: 'flops', label: TITLES.flops },
      ],
    },
  ],
  build,
};

const MOST_POINTS = 600;
const MOST_TABLE_ROWS = 50;

interface Costed {
  readonly row: RankedRow;
  readonly cost: number;
}

const COSTS = {
  time: {
    axis: `${TITLES.durationMs}, seconds`,
    title: TITLES.durationMs,
    say: (cost: number) => duration(cost * 1000),
  },
  weights: { axis: TITLES.parameterCount, title: TITLES.parameterCount, say: count },
  latency: { axis: `${TITLES.latencyMs} of one image, ms`, title: TITLES.latencyMs, say: milliseconds },
  flops: { axis: TITLES.flops, title: TITLES.flops, say: count },
} as const;

function build(data: ChartData, settings: Settings): Chart {
  const { rows, sweep } = data;
  const kind = settings.cost as keyof typeof COSTS;
  const cost = COSTS[kind];
  const costed = withCost(data, kind);
  if (costed.length === 0) {
    const untold = kind === 'latency' && rankedRows(rows).length > 0;
    return nothing(untold ? 'The latency of these trials was not measured.' : whyEmpty(rows.length));
  }
  const sign = sweep.goal === 'maximize' ? 1 : -1;
  const front = paretoFront(
    costed,
    (each) => each.cost,
    ({ row }) => sign * row.mean,
  );
  const drawn = choose(costed, MOST_POINTS);
  const point = (each: Costed) => ({ name: `#${each.row.trials[0]}`, value: [each.cost, each.row.mean] });
  return {
    caption:
      `${chosenOf(drawn.length, costed.length, 'configuration')} ${front.length === 1 ? 'One of them is' : `${front.length} of them are`} ` +
      `on the front: nothing cheaper has a better ${sweep.metric}.`,
    option: {
      grid: grid(true),
      legend: LEGEND,
      tooltip: { trigger: 'item' },
      xAxis: axis(cost.axis, 'x', {
        ...scaleAxis(scaleOf(costed.map((each) => each.cost))),
        splitLine: { show: false },
      }),
      yAxis: axis(sweep.metric, 'y', { type: 'value', scale: true }),
      series: pointsAndSteps(
        { name: 'configurations', data: drawn.map(point) },
        {
          name: 'front',
          data: choose(front.toReversed(), MOST_POINTS).toReversed().map(point),
          symbolSize: 9,
        },
      ),
    },
    table: {
      columns: [
        { title: 'trial on the front', numeric: true },
        { title: cost.title, numeric: true },
        { title: sweep.metric, numeric: true },
      ],
      rows: front.slice(-MOST_TABLE_ROWS).map(({ row, cost: value }) => ({
        trial: row.trials[0]!,
        cells: [`#${trialNumbers(row.trials)}`, cost.say(value), formatMetric(row.mean)],
      })),
    },
  };
}

/** Those whose cost is known, best first. */
function withCost({ rows, trials }: ChartData, kind: keyof typeof COSTS): Costed[] {
  const flops = new Map(trials.map(({ number, configuration }) => [number, configuration.flops]));
  const costOf = (row: RankedRow): number | null | undefined => {
    if (kind === 'time') return row.durationMs === null ? null : Number((row.durationMs / 1000).toFixed(2));
    if (kind === 'latency') return row.latencyMs;
    return kind === 'weights' ? row.parameterCount : flops.get(row.trials[0]!);
  };
  return rankedRows(rows).flatMap((row) => {
    const cost = costOf(row);
    return cost === null || cost === undefined ? [] : [{ row, cost }];
  });
}
