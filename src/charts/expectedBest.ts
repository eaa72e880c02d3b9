import { type ExpectedBest, expectedBestAt, expectedBestOf } from '../analysis/index.ts';
import { triedValues } from '../comparison/index.ts';
import { count, metric as formatMetric, listed, plural } from '../format.ts';
import { byRank, isTried, type SweepInfo } from '../store/index.ts';
import { bandSeries } from './band.ts';
import type { Chart, ChartData, ChartKind, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { rankedRows, whyEmpty } from './ranked.ts';
import { axis, grid, LEGEND } from './style.ts';
import { comparedFirst, valueGroups } from './valueGroups.ts';

/** The best value that n configurations are expected to find, for the sweep or for each value of a parameter. */
export const EXPECTED_BEST: ChartKind = {
  name: 'expected',
  title: 'Expected best',
  controls: (data) => {
    const choices = comparedFirst(data);
    const scientific = choices.filter(({ value }) => data.sweep.scientific.includes(value));
    return [
      {
        name: 'group',
        label: 'A line for each',
        choices: [...scientific, { value: '', label: 'sweep' }, ...choices.slice(scientific.length)],
      },
    ];
  },
  build,
};

const MOST_LINES = 8;
const PARTS = 4;
/** Points of a line. */
const MOST_SIZES = 80;
/** The number of configurations from which on the axis is logarithmic: most is gained by the first few. */
const MANY = 30;
/** Columns of the table. */
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

interface Line {
  readonly name: string;
  /** One for each configuration that was tried, infinitely bad where it came to none. */
  readonly values: readonly number[];
  /** For each of its numbers of configurations of which at least one surely has a value. */
  readonly expected: readonly ExpectedBest[];
}

function build(data: ChartData, { group }: Settings): Chart {
  const { sweep, rows } = data;
  if (rankedRows(rows).length === 0) return nothing(whyEmpty(data));
  const tried = rows.filter(isTried).sort(byRank);
  if (tried.length === 1) return nothing('One configuration tells nothing of a search with fewer or more.');
  const grouped = group ? valueGroups(tried, group, { most: MOST_LINES, parts: PARTS }) : undefined;
  const groups = grouped?.groups ?? [{ text: sweep.metric, rows: tried }];
  const lines = groups.map((each): Line => {
    const values = triedValues(each.rows, sweep.goal);
    return {
      name: each.text,
      values,
      expected: expectedBestAt(sizesUpTo(values.length), values, sweep.goal),
    };
  });
  const drawn = lines.filter(({ expected }) => expected.length > 0);
  const longest = Math.max(...lines.map(({ values }) => values.length));
  const budget = Math.min(...lines.map(({ values }) => values.length));
  const columns = [...new Set([...ROUND.filter((n) => n < longest), budget, longest])].sort((a, b) => a - b);
  return {
    caption: [
      `The best ${sweep.metric} of n configurations, drawn from those that were tried: its mean over all sets of n ` +
        '(Dodge et al. 2019; unbiased: Tang et al. 2020), within the middle 80 %.',
      ...(lines.length > 1 ? atEqualBudget(lines, budget, group!, sweep) : []),
      ...without(lines),
      ...leftOut(data, grouped?.without ?? 0, grouped?.leftOut ?? 0, group!),
    ].join(' '),
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: drawn.map(({ name }) => name) },
      tooltip: { trigger: 'axis', order: sweep.goal === 'maximize' ? 'valueDesc' : 'valueAsc' },
      xAxis: axis('configurations', 'x', {
        type: longest > MANY ? 'log' : 'value',
        min: 1,
        max: longest,
        minInterval: 1,
        splitLine: { show: false },
      }),
      yAxis: axis(sweep.metric, 'y', { type: 'value', scale: true }),
      series: drawn.flatMap(({ name, expected }, index) =>
        bandSeries(
          {
            steps: expected.map(({ n }) => n),
            low: expected.map(({ band }) => band.low),
            middle: expected.map(({ mean }) => mean),
            high: expected.map(({ band }) => band.high),
          },
          name,
          index,
        ),
      ),
    },
    table: {
      columns: [
        { title: group || 'metric', numeric: false },
        { title: 'configurations', numeric: true },
        ...columns.map((n) => ({ title: `best of ${count(n)}`, numeric: true })),
      ],
      rows: lines.map(({ name, values }) => {
        const sizes = columns.filter((n) => n <= values.length);
        const cells = sizes.map((n) => cellOf(expectedBestOf(n, values, sweep.goal)));
        return {
          cells: [name, count(values.length), ...cells, ...columns.slice(sizes.length).map(() => '–')],
        };
      }),
    },
  };
}

function cellOf(expected: ExpectedBest | undefined): string {
  if (!expected) return '–';
  const { mean, band } = expected;
  return `${formatMetric(mean)} (${formatMetric(band.low)} to ${formatMetric(band.high)})`;
}

/** Every number up to the last if they are few, else ever larger steps. */
function sizesUpTo(last: number): number[] {
  const steps = Math.min(last, MOST_SIZES);
  if (steps < 2) return [last];
  const sizes = Array.from({ length: steps }, (_, index) => Math.round(last ** (index / (steps - 1))));
  const few = Array.from({ length: Math.min(last, MANY) }, (_, index) => index + 1);
  return [...new Set([...few, ...sizes])].sort((a, b) => a - b);
}

function atEqualBudget(lines: readonly Line[], budget: number, group: string, { goal }: SweepInfo): string[] {
  const sign = goal === 'maximize' ? -1 : 1;
  const found = lines
    .flatMap(({ name, values }) => {
      const expected = expectedBestOf(budget, values, goal);
      return expected ? [{ name, best: expected.mean }] : [];
    })
    .sort((a, b) => sign * (a.best - b.best));
  if (found.length === 0) return [];
  const said = found.slice(0, 3).map(({ name, best }) => `${formatMetric(best)} with ${group} ${name}`);
  const verb = said.length < lines.length ? (said.length === 1 ? 'leads' : 'lead') : 'are expected';
  return [`With ${plural(budget, 'configuration')} each, ${listed(said)} ${verb}.`];
}

/** Says why a line begins later than with one configuration. */
function without(lines: readonly Line[]): string[] {
  const none = lines.flatMap(({ values }) => values.filter((value) => !Number.isFinite(value))).length;
  if (none === 0) return [];
  return [
    `${plural(none, 'configuration')} failed or came to no value: tried, too, but never the best; a line begins where not all that are drawn can be such.`,
  ];
}

function leftOut({ sweep }: ChartData, without: number, values: number, group: string): string[] {
  return [
    ...(sweep.method === 'bayes'
      ? [
          'A search that learns does better with its last configurations than with its first: the drawn ones have no order.',
        ]
      : []),
    ...(values > 0 ? [`${plural(values, 'value')} of ${group} with worse leaders left out.`] : []),
    ...(without > 0 ? [`${plural(without, 'configuration')} without ${group} left out.`] : []),
  ];
}
