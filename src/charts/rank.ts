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
  const places = placesOf(having);
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
    fifth: Math.floor((FIFTHS.length * (places.get(row)! - 1)) / having.length),
    point: hover.point(
      row,
      [across.positions[index]!, upwards.positions[index]!],
      [places.get(row)!, row.mean],
    ),
  }));
  const without = ranked.length - having.length;
  return {
    caption:
      `Where the good ones lie: ${x} against ${y}, coloured by rank in ${sweep.metric}; the other parameters vary, too. ` +
      `${drawnOf(drawn.length, having.length, data.rows)}${without > 0 ? ` ${plural(without, 'configuration')} without one of the two left out.` : ''}`,
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
          count(places.get(row)!),
          shortValue(value(row, x)),
          shortValue(value(row, y)),
          formatMetric(row.mean),
        ],
      })),
    },
  };
}

/** Places from 1 among these rows, which come best first; equal ones share a place. */
function placesOf(rows: readonly RankedRow[]): Map<RankedRow, number> {
  const places = new Map<RankedRow, number>();
  let place = 0;
  for (const [index, row] of rows.entries()) {
    if (row.rank === null || row.rank !== rows[index - 1]?.rank) place = index + 1;
    places.set(row, place);
  }
  return places;
}
