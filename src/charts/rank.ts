import { count, metric as formatMetric, plural } from '../format.ts';
import { ownValue } from '../ownValue.ts';
import { thinRanked } from '../thin.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { shortValue } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { hoverPoints } from './hover.ts';
import { pairControls } from './pairControls.ts';
import { placing } from './placing.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { LEGEND, RAMP } from './style.ts';

/** Two parameters and the rank of every configuration as its colour, as Optuna's `plot_rank`. */
export const RANK: ChartKind = { name: 'rank', title: 'Rank', controls: pairControls, build };

const MOST_POINTS = 600;
const MOST_TABLE_ROWS = 50;
/** Ranks by fifths, in whatever unit the metric is. */
const FIFTHS = ['best fifth', 'second', 'third', 'fourth', 'worst fifth'];

function build(data: ChartData, { x, y }: Settings): Chart {
  const { sweep, varying, derived } = data;
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (varying.length + derived.length < 2) return nothing('A rank plot needs two parameters that vary.');
  if (!x || !y || x === y) return nothing('Choose two different parameters.');
  const value = ({ parameters }: RankedRow, name: string) => ownValue(parameters, name);
  const having = ranked.filter((row) => value(row, x) !== undefined && value(row, y) !== undefined);
  if (having.length === 0) return nothing(`No configuration has both ${x} and ${y}.`);
  const fifths = fifthsOf(having);
  const drawn = thinRanked(having, MOST_POINTS);
  const trials = drawn.map((row) => row.trials[0]!);
  const across = placing(
    x,
    'x',
    drawn.map((row) => value(row, x)),
    trials,
  );
  const upwards = placing(
    y,
    'y',
    drawn.map((row) => value(row, y)),
    trials,
  );
  const hover = hoverPoints(data, { more: ['rank', sweep.metric] });
  const points = drawn.map((row, index) => ({
    fifth: fifths.get(row)!,
    point: hover.point(row, [across.positions[index]!, upwards.positions[index]!], [row.rank, row.mean]),
  }));
  const without = ranked.length - having.length;
  return {
    caption:
      `Where the good ones lie: ${x} against ${y}, coloured by fifths of the configurations shown, from the best ${sweep.metric} to the worst; equal ones have one colour. ` +
      'Ranks are those of the leaderboard. The other parameters vary, too. ' +
      `${drawnOf(drawn.length, having.length, data)}${without > 0 ? ` ${plural(without, 'configuration')} without one of the two left out.` : ''}`,
    option: {
      grid: { left: 84, right: 20, top: 44, bottom: 44 },
      legend: LEGEND,
      tooltip: { trigger: 'item' },
      xAxis: across.axes,
      yAxis: upwards.axes,
      // The best come last: what is drawn last lies on top.
      series: FIFTHS.map((name, fifth) => ({
        type: 'scatter',
        name,
        xAxisIndex: across.index,
        yAxisIndex: upwards.index,
        ...hover.series,
        z: 2 + FIFTHS.length - fifth,
        symbolSize: fifth === 0 ? 10 : 8,
        itemStyle: { color: RAMP[FIFTHS.length - 1 - fifth], opacity: 0.85 },
        data: points.flatMap((each) => (each.fifth === fifth ? [each.point] : [])),
      })).filter(({ data: own }) => own.length > 0),
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: 'rank', numeric: true },
        { title: x, numeric: false },
        { title: y, numeric: false },
        { title: sweep.metric, numeric: true },
      ],
      rows: having.slice(0, MOST_TABLE_ROWS).map((row) => ({
        trial: row.trials[0]!,
        cells: [
          `#${trialNumbers(row.trials)}`,
          row.rank === null ? '–' : count(row.rank),
          shortValue(value(row, x)),
          shortValue(value(row, y)),
          formatMetric(row.mean),
        ],
      })),
    },
  };
}

/** The fifth of each row among these, which come best first, from 0; equal ones share their mean place. */
function fifthsOf(rows: readonly RankedRow[]): Map<RankedRow, number> {
  const fifths = new Map<RankedRow, number>();
  let from = 0;
  while (from < rows.length) {
    const { rank } = rows[from]!;
    let to = from + 1;
    while (rank !== null && rows[to]?.rank === rank) to++;
    const share = (from + to - 1) / 2 / Math.max(1, rows.length - 1);
    const fifth = Math.min(FIFTHS.length - 1, Math.floor(FIFTHS.length * share));
    for (const row of rows.slice(from, to)) fifths.set(row, fifth);
    from = to;
  }
  return fifths;
}
