import { paretoFront } from '../analysis/index.ts';
import { count, metric as formatMetric } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { thinRanked } from '../thin.ts';
import { titleOf } from '../titles.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { scaleAxis, scaleOf } from './scale.ts';
import { axis, grid, LEGEND, pointsAndSteps } from './style.ts';
import { inUnit, unitOf } from './timeUnit.ts';
import { hover, rowLines } from './tooltip.ts';

/** The metric against a cost, with the configurations that no other one beats in both. */
export const PARETO_FRONT: ChartKind = {
  name: 'pareto',
  title: 'Pareto front',
  controls: ({ costs }) => [
    {
      name: 'cost',
      label: 'Against',
      choices: costs.map((column) => ({
        value: column.name === 'durationMs' ? 'time' : column.name,
        label: titleOf(column.name),
        aliases: column.otherNames ?? [],
      })),
    },
  ],
  build,
};

const MOST_POINTS = 600;
const MOST_TABLE_ROWS = 50;

interface Costed {
  readonly row: RankedRow;
  /** Times in ms. */
  readonly cost: number;
}

function build(data: ChartData, settings: Settings): Chart {
  const { rows, sweep } = data;
  const name = settings.cost === 'time' ? 'durationMs' : settings.cost!;
  const costed = withCost(data, name);
  const cost = costOf(name, costed);
  if (costed.length === 0) {
    const untold = rankedRows(rows).length > 0;
    return nothing(untold ? `The ${cost.title} of these trials was not measured.` : whyEmpty(data));
  }
  const sign = sweep.goal === 'maximize' ? 1 : -1;
  const front = paretoFront(
    costed,
    (each) => cost.sign * each.cost,
    ({ row }) => sign * row.mean,
  );
  const drawn = thinRanked(costed, MOST_POINTS);
  const point = (each: Costed) => ({
    name: `#${each.row.trials[0]}`,
    value: [cost.place(each.cost), each.row.mean],
    ...hover([...rowLines(each.row, data), `${cost.title} ${cost.say(each.cost)}`]),
  });
  return {
    caption:
      `${drawnOf(drawn.length, costed.length, data)} ${front.length === 1 ? 'One of them is' : `${front.length} of them are`} ` +
      `on the front: nothing ${cost.sign > 0 ? 'cheaper' : `of a higher ${cost.title}`} has a better ${sweep.metric}.`,
    option: {
      grid: grid(true),
      legend: LEGEND,
      tooltip: { trigger: 'item' },
      xAxis: axis(cost.axis, 'x', {
        ...scaleAxis(scaleOf(costed.map((each) => cost.place(each.cost)))),
        splitLine: { show: false },
      }),
      yAxis: axis(sweep.metric, 'y', { type: 'value', scale: true }),
      series: pointsAndSteps(
        { name: 'configurations', data: drawn.map(point) },
        {
          name: 'front',
          data: thinRanked(front.toReversed(), MOST_POINTS).toReversed().map(point),
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

/** The title and the text of a cost, its place on the axis, and whether less of it is better (1) or more (-1). */
function costOf(name: string, costed: readonly Costed[]) {
  const title = titleOf(name);
  const { units, format, goal } = metricInfo(name);
  const sign = goal === 'maximize' ? -1 : 1;
  if (name === 'durationMs') {
    const unit = unitOf(costed.map(({ cost }) => cost));
    const place = (cost: number) => inUnit(cost, unit);
    return { title, sign, axis: `${title}, ${unit.name}`, say: format, place };
  }
  const place = (cost: number) => cost;
  if (units) return { title, sign, axis: `${title}, ms`, say: format, place };
  const say = (cost: number) => (Number.isInteger(cost) ? count(cost) : formatMetric(cost));
  return { title, sign, axis: title, say, place };
}

/** The configurations whose cost is known, best first. */
function withCost({ rows, costs }: ChartData, name: string): Costed[] {
  const column = costs.find((each) => each.name === name);
  return rankedRows(rows).flatMap((row) => {
    const cost = column?.read(row);
    return typeof cost === 'number' ? [{ row, cost }] : [];
  });
}
