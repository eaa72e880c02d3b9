import { holm, type PairedDifference, probability, SIGNIFICANCE_LEVEL } from '../analysis/index.ts';
import { count, metric as formatMetric, listed, plural, share } from '../format.ts';
import { mean } from '../metric/spread.ts';
import { thin } from '../thin.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { jitter } from './jitter.ts';
import { type MatchedPair, type Matching, matchings } from './matchedPairs.ts';
import { meanDifference } from './meanDifference.ts';
import { type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { scoresBySeed } from './scoresBySeed.ts';
import { AXIS_LINE, axis, LEADER, LEGEND, POINTS, TEXT } from './style.ts';
import { hover } from './tooltip.ts';
import { comparedFirst } from './valueGroups.ts';

/** What a value of a parameter does against another one where all else is equal, over all such pairs. */
export const PAIRED_EFFECT: ChartKind = {
  name: 'effect',
  title: 'Paired effect',
  controls: (data) => {
    const choices = comparedFirst(data);
    const known = matchingsOf(data);
    const paired = choices.filter(({ value }) => known.has(value));
    return [{ name: 'x', label: 'Parameter', choices: paired.length > 0 ? paired : choices }];
  },
  build,
};

/** Rows of the chart; beyond them, those with the fewest pairs are left out. */
const MOST_ROWS = 15;
/** Rows that have room for a name of two lines. */
const MOST_DOUBLE_ROWS = 10;
/** Points over all rows. */
const MOST_POINTS = 600;

/** The means of a pair over the seeds that both have. */
interface MeasuredPair {
  readonly pair: MatchedPair;
  readonly means: readonly [first: number, second: number];
  readonly seeds: number;
  readonly difference: number;
}

/** Two values, the better one first. */
interface Effect extends PairedDifference {
  readonly first: string;
  readonly second: string;
  readonly differences: readonly MeasuredPair[];
  /** With Holm's correction for all rows; undefined for one pair, and without a variance. */
  readonly adjustedP: number | undefined;
}

function build(data: ChartData, { x }: Settings, width: number): Chart {
  const { sweep } = data;
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (!x) return nothing('Nothing varies between the configurations.');
  const matching = matchingsOf(data).get(x);
  if (!matching) {
    return nothing(
      `No two configurations differ in ${x} alone. A grid has such pairs, and listed values in a search may.`,
    );
  }
  const effects = effectsOf(data, matching);
  if (effects.length === 0) return nothing(`No two configurations that differ in ${x} alone share a seed.`);
  const names = effects.map(({ first, second }) => `${first} against ${second}`);
  const isNarrow = width < 500;
  const isTight = effects.length > MOST_DOUBLE_ROWS;
  const room = isNarrow ? 110 : 200;
  return {
    caption: captionOf(data, matching, effects, x),
    option: {
      grid: { left: room + 16, right: 24, top: 44, bottom: 44 },
      legend: LEGEND,
      tooltip: { trigger: 'item' },
      xAxis: axis(`difference in ${sweep.metric}`, 'x', {
        type: 'value',
        axisLine: { ...AXIS_LINE, onZero: false },
      }),
      yAxis: [
        axis('', 'y', {
          type: 'category',
          inverse: true,
          data: effects.map(
            ({ first, second }) => `${first}${isTight && !isNarrow ? ' ' : '\n'}against ${second}`,
          ),
          axisLabel: {
            ...TEXT,
            ...(isTight && isNarrow ? { fontSize: 9, lineHeight: 10 } : { lineHeight: 14 }),
            width: room,
            overflow: 'truncate',
          },
          axisTick: { show: false },
          axisLine: { ...AXIS_LINE, onZero: true },
          splitLine: { show: false },
        }),
        { type: 'value', inverse: true, min: -0.5, max: names.length - 0.5, show: false },
      ],
      series: seriesOf(effects, data, x, names),
    },
    table: {
      columns: [
        { title: x, numeric: false },
        { title: 'difference', numeric: true },
        { title: '95 % from', numeric: true },
        { title: 'to', numeric: true },
        { title: 'pairs', numeric: true },
        { title: 'the first is better in', numeric: true },
        { title: effects.length > 1 ? "p, with Holm's correction" : 'p', numeric: true },
        { title: 'verdict', numeric: false },
      ],
      rows: effects.map((effect, index) => ({
        cells: [
          names[index]!,
          signed(effect.difference),
          effect.interval ? signed(effect.interval.low) : '–',
          effect.interval ? signed(effect.interval.high) : '–',
          count(effect.pairs),
          share(wins(effect, data), effect.pairs),
          effect.adjustedP === undefined ? '–' : probability(effect.adjustedP),
          isDecided(effect) ? `${effect.first} is better` : 'cannot be told apart',
        ],
      })),
    },
  };
}

const known = new WeakMap<ChartData, Map<string, Matching>>();

/** Once for the choices and the chart. */
function matchingsOf(data: ChartData): Map<string, Matching> {
  const found = known.get(data) ?? matchings(rankedRows(data.rows), [...data.varying, ...data.derived]);
  known.set(data, found);
  return found;
}

function effectsOf(data: ChartData, { matched }: Matching): Effect[] {
  const sign = data.sweep.goal === 'maximize' ? 1 : -1;
  const scores = scoresBySeed(data);
  const compared = [...matched]
    .sort((a, b) => b.pairs.length - a.pairs.length)
    .slice(0, MOST_ROWS)
    .flatMap(({ values, pairs }) => {
      const measured = pairs.flatMap((pair) => measuredPair(pair, scores) ?? []);
      if (measured.length === 0) return [];
      const isBehind = sign * mean(measured.map(({ difference }) => difference)) < 0;
      const [first, second] = isBehind ? [values[1], values[0]] : values;
      const differences = isBehind ? measured.map(reversed) : measured;
      return [{ first, second, differences, ...meanDifference(differences) }];
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const tested = compared.flatMap(({ pValue }) => pValue ?? []);
  const adjusted = holm(tested);
  let next = 0;
  return compared.map((effect) => ({
    ...effect,
    adjustedP: effect.pValue === undefined ? undefined : adjusted[next++],
  }));
}

/** Undefined if the two share no seed. */
function measuredPair(
  pair: MatchedPair,
  scores: (row: RankedRow) => ReadonlyMap<number, number>,
): MeasuredPair | undefined {
  const [first, second] = pair.map(scores);
  const seeds = [...first!.keys()].filter((seed) => second!.has(seed));
  if (seeds.length === 0) return undefined;
  return {
    pair,
    means: [mean(seeds.map((seed) => first!.get(seed)!)), mean(seeds.map((seed) => second!.get(seed)!))],
    seeds: seeds.length,
    difference: mean(seeds.map((seed) => first!.get(seed)! - second!.get(seed)!)),
  };
}

function reversed({ pair: [a, b], means: [first, second], seeds, difference }: MeasuredPair): MeasuredPair {
  return { pair: [b, a], means: [second, first], seeds, difference: -difference };
}

function seriesOf(
  effects: readonly Effect[],
  { sweep, varying }: ChartData,
  x: string,
  names: readonly string[],
): object[] {
  const shared = varying.filter((name) => name !== x);
  const points = effects.flatMap(({ differences }, row) =>
    differences.map((measured) => ({ row, ...measured })),
  );
  const drawn = thin(points, MOST_POINTS);
  const placed = jitter(
    drawn.map(({ row, pair: [first] }) => ({ trial: first.trials[0]!, position: row })),
    'y',
  );
  const bars = effects.flatMap(({ interval }, row) =>
    interval
      ? [
          [interval.low, row],
          [interval.high, row],
          [null, row],
        ]
      : [],
  );
  return [
    {
      type: 'scatter',
      name: 'pairs',
      yAxisIndex: 1,
      symbolSize: 6,
      itemStyle: { color: POINTS, opacity: 0.4 },
      data: drawn.map(({ row, pair: [first, second], means, seeds, difference }, index) => ({
        name: `#${first.trials[0]}`,
        value: [difference, placed[index]],
        ...hover([
          `trial ${trialNumbers(first.trials)} against ${trialNumbers(second.trials)}: ${names[row]}`,
          describeConfiguration(first.parameters, shared),
          `${sweep.metric} ${means.map(formatMetric).join(' against ')}, ${signed(difference)}${seeds > 1 ? `, means of ${plural(seeds, 'seed')}` : ''}`,
        ]),
      })),
    },
    {
      type: 'line',
      name: '95 % interval',
      yAxisIndex: 1,
      data: bars,
      symbol: 'none',
      lineStyle: { color: LEADER, width: 3 },
      itemStyle: { color: LEADER },
      tooltip: { show: false },
      silent: true,
    },
    {
      type: 'scatter',
      name: 'mean',
      yAxisIndex: 1,
      symbol: 'diamond',
      symbolSize: 14,
      itemStyle: { color: LEADER },
      data: effects.map((effect, row) => ({
        name: names[row],
        value: [effect.difference, row],
        ...hover([names[row]!, `${signed(effect.difference)} ${sweep.metric}${sureness(effect)}`]),
      })),
    },
  ];
}

function captionOf(data: ChartData, { matched, followers }: Matching, effects: readonly Effect[], x: string) {
  const { sweep } = data;
  const [largest] = effects;
  const { first, second, difference } = largest!;
  return [
    `${first} against ${second}: ${signed(difference)} ${sweep.metric}${sureness(largest!)}${isDecided(largest!) ? '' : '; they cannot be told apart'}.`,
    `Each pair differs in ${x}${followers.length > 0 ? ` and what goes along with it (${listed(followers)})` : ' alone'}, with the same seeds${effects.some(({ interval }) => interval) ? "; the interval of the mean is Student's" : ''}.`,
    ...(sweep.goal === 'minimize' ? ['Less is better.'] : []),
    ...(matched.length > MOST_ROWS
      ? [`The ${MOST_ROWS} of ${count(matched.length)} comparisons with the most pairs.`]
      : []),
  ].join(' ');
}

function sureness({ interval, pairs }: Effect): string {
  if (interval) return `, 95 % ${signed(interval.low)} to ${signed(interval.high)}, ${plural(pairs, 'pair')}`;
  return pairs === 1 ? ', one pair' : `, the same in all ${count(pairs)} pairs, which gives no interval`;
}

function isDecided({ adjustedP }: Effect): boolean {
  return adjustedP !== undefined && adjustedP < SIGNIFICANCE_LEVEL;
}

function wins({ differences }: Effect, { sweep }: ChartData): number {
  const sign = sweep.goal === 'maximize' ? 1 : -1;
  return differences.filter(({ difference }) => sign * difference > 0).length;
}

/** `+0.0020`, `−0.0110`. */
function signed(value: number): string {
  const text = formatMetric(Math.abs(value));
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}
