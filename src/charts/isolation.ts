import { count, plural, spread } from '../format.ts';
import { ownValue } from '../ownValue.ts';
import { thinRanked } from '../thin.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { freshSeeds, type Measured } from './freshSeeds.ts';
import { hoverPoints } from './hover.ts';
import { jitter, jitterAxes } from './jitter.ts';
import { INK } from './palette.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { scaleAxis } from './scale.ts';
import { AXIS_LINE, axis, grid, LEADER, LEGEND, lineSeries, POINTS } from './style.ts';
import { hover as lines, rowLines } from './tooltip.ts';
import { comparedFirst, type ValueGroups, valueGroups } from './valueGroups.ts';

/**
 * One parameter with the best of all others for each of its values: Google's Deep Learning Tuning Playbook, "Isolation
 * plots".
 */
export const ISOLATION: ChartKind = {
  name: 'isolation',
  title: 'Isolation plot',
  controls: (data) => [{ name: 'x', label: 'Parameter', choices: comparedFirst(data) }],
  build,
};

const MOST_POINTS = 600;
const MOST_VALUES = 30;
const PARTS = 10;

interface Best extends Measured {
  readonly text: string;
  readonly row: RankedRow;
  readonly tried: number;
  readonly place: number;
}

function build(data: ChartData, { x }: Settings): Chart {
  const { sweep, varying } = data;
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (!x) return nothing('Nothing varies between the configurations.');
  const grouped = valueGroups(ranked, x, { most: MOST_VALUES, parts: PARTS });
  if (grouped.groups.length === 0) return nothing(`${x} has no effect in any of these configurations.`);
  const best = bestOf(data, grouped, x);
  const shown = new Set(grouped.groups.flatMap(({ rows }) => rows));
  const others = ranked.filter((row) => shown.has(row));
  const drawn = thinRanked(others, MOST_POINTS);
  const { scale } = grouped;
  const isCategory = scale.type === 'category';
  const places = drawn.map(({ parameters, trials }) => ({
    trial: trials[0]!,
    position: scale.position(ownValue(parameters, x)),
  }));
  const placed = isCategory ? jitter(places) : places.map(({ position }) => position);
  const hover = hoverPoints(data, { y: sweep.metric });
  const along = isCategory ? { xAxisIndex: 1 } : {};
  const bars = best.filter(({ std }) => std !== null);
  return {
    caption: `${captionOf(grouped, best, x)} ${drawnOf(drawn.length, others.length, data)}`,
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: ['configurations', 'best of each', ...(bars.length > 0 ? [BARS] : [])] },
      tooltip: { trigger: 'item' },
      xAxis: isCategory
        ? jitterAxes(x, scale)
        : axis(x, 'x', { ...scaleAxis(scale), splitLine: { show: false } }),
      yAxis: axis(sweep.metric, 'y', {
        type: 'value',
        scale: true,
        axisLine: { ...AXIS_LINE, onZero: false },
      }),
      series: [
        {
          type: 'scatter',
          name: 'configurations',
          ...along,
          ...hover.series,
          symbolSize: 6,
          itemStyle: { color: POINTS, opacity: 0.35 },
          data: drawn.map((row, index) => hover.point(row, [placed[index]!, row.mean])),
        },
        {
          ...lineSeries(
            'best of each',
            best.map(({ row, place, mean, std, seeds, isFresh }) => ({
              ...hover.point(row, [place, mean]),
              ...(isFresh
                ? lines([...rowLines(row, data), `${spread(mean, std)} on ${plural(seeds, 'fresh seed')}`])
                : {}),
            })),
            LEADER,
          ),
          ...along,
          ...hover.series,
          ...(isCategory ? { lineStyle: { width: 0 } } : {}),
          symbol: 'circle',
          symbolSize: 10,
        },
        ...(bars.length > 0 ? [barSeries(bars, along)] : []),
      ],
    },
    table: {
      columns: [
        { title: x, numeric: false },
        { title: 'best trial', numeric: true },
        { title: sweep.metric, numeric: true },
        { title: 'seeds', numeric: true },
        { title: 'configurations', numeric: true },
        { title: 'the others in it', numeric: false },
      ],
      rows: best.map(({ text, row, mean, std, seeds, tried }) => ({
        trial: row.trials[0]!,
        cells: [
          text,
          `#${row.trials[0]}`,
          spread(mean, std),
          count(seeds),
          count(tried),
          describeConfiguration(
            row.parameters,
            varying.filter((name) => name !== x),
          ),
        ],
      })),
    },
  };
}

const BARS = 'spread over seeds';

function bestOf(data: ChartData, { groups, scale }: ValueGroups, x: string): Best[] {
  const rows = groups.map((group) => group.rows[0]);
  const measured = freshSeeds(data, rows);
  return groups.map(({ text, rows: all }, index) => ({
    ...measured[index]!,
    text,
    row: all[0],
    tried: all.length,
    place: scale.position(ownValue(all[0].parameters, x)),
  }));
}

/** A vertical bar through each mean; lines end at a null. */
function barSeries(bars: readonly Best[], along: object): object {
  return {
    type: 'line',
    name: BARS,
    ...along,
    data: bars.flatMap(({ place, mean, std }) => [
      [place, mean - std!],
      [place, mean + std!],
      [place, null],
    ]),
    symbol: 'none',
    lineStyle: { color: LEADER, width: 2 },
    itemStyle: { color: INK },
    tooltip: { show: false },
    silent: true,
  };
}

function captionOf({ groups, areParts, without, leftOut }: ValueGroups, best: readonly Best[], x: string) {
  const counts = best.map(({ tried }) => tried);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const each = areParts ? `each of ${groups.length} parts of the range of ${x}` : `each ${x}`;
  const sentences = [
    `The best of all other parameters for ${each}.`,
    ...(best.some(({ std }) => std !== null)
      ? [
          `Bars reach one standard deviation over ${best.some(({ isFresh }) => isFresh) ? 'fresh seeds' : 'seeds'}.`,
        ]
      : []),
    ...(best.some(({ isFresh }) => isFresh) ? ['The seeds that chose the best have no part in it.'] : []),
    ...(most > fewest
      ? [`They have ${count(fewest)} to ${count(most)} configurations each: more tries find better ones.`]
      : []),
    ...(best.some(({ row }) => row.finalist) && best.some(({ row }) => !row.finalist)
      ? ['Configurations of the finals come before others, which one lucky seed may have lifted.']
      : []),
    ...(leftOut > 0 ? [`The best ${groups.length} of ${groups.length + leftOut} values.`] : []),
    ...(without > 0 ? [`${plural(without, 'configuration')} without ${x} left out.`] : []),
  ];
  return sentences.join(' ');
}
