import { type ExpectedBest, expectedBestAt, expectedBestOf } from '../analysis/index.ts';
import { count, metric as formatMetric, listed, plural } from '../format.ts';
import type { SweepInfo } from '../store/index.ts';
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
  readonly values: readonly number[];
  /** For each of its numbers of configurations. */
  readonly expected: readonly ExpectedBest[];
}

function build(data: ChartData, { group }: Settings): Chart {
  const { sweep, rows } = data;
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (ranked.length === 1) return nothing('One configuration tells nothing of a search with fewer or more.');
  const grouped = group ? valueGroups(ranked, group, { most: MOST_LINES, parts: PARTS }) : undefined;
  const groups = grouped?.groups ?? [{ text: sweep.metric, rows: ranked }];
  const lines = groups.map((each): Line => {
    const values = each.rows.map(({ mean }) => mean);
    return {
      name: each.text,
      values,
      expected: expectedBestAt(sizesUpTo(values.length), values, sweep.goal),
    };
  });
  const longest = Math.max(...lines.map(({ values }) => values.length));
  const budget = Math.min(...lines.map(({ values }) => values.length));
  const columns = [...new Set([...ROUND.filter((n) => n < longest), budget, longest])].sort((a, b) => a - b);
  return {
    caption: [
      `The best ${sweep.metric} of n configurations, drawn from those that were tried: its mean over all sets of n ` +
        '(Dodge et al. 2019; unbiased: Tang et al. 2020), within the middle 80 %.',
      ...(lines.length > 1 ? [atEqualBudget(lines, budget, group!, sweep)] : []),
      ...leftOut(data, grouped?.without ?? 0, grouped?.leftOut ?? 0, group!),
    ].join(' '),
    option: {
      grid: grid(true),
      legend: { ...LEGEND, data: lines.map(({ name }) => name) },
      tooltip: { trigger: 'axis', order: sweep.goal === 'maximize' ? 'valueDesc' : 'valueAsc' },
      xAxis: axis('configurations', 'x', {
        type: longest > MANY ? 'log' : 'value',
        min: 1,
        max: longest,
        minInterval: 1,
        splitLine: { show: false },
      }),
      yAxis: axis(sweep.metric, 'y', { type: 'value', scale: true }),
      series: lines.flatMap(({ name, expected }, index) =>
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
        const cells = expectedBestAt(sizes, values, sweep.goal).map(
          ({ mean, band }) =>
            `${formatMetric(mean)} (${formatMetric(band.low)} to ${formatMetric(band.high)})`,
        );
        return {
          cells: [name, count(values.length), ...cells, ...columns.slice(sizes.length).map(() => '–')],
        };
      }),
    },
  };
}

/** Every number up to the last if they are few, else ever larger steps. */
function sizesUpTo(last: number): number[] {
  const steps = Math.min(last, MOST_SIZES);
  if (steps < 2) return [last];
  const sizes = Array.from({ length: steps }, (_, index) => Math.round(last ** (index / (steps - 1))));
  const few = Array.from({ length: Math.min(last, MANY) }, (_, index) => index + 1);
  return [...new Set([...few, ...sizes])].sort((a, b) => a - b);
}

function atEqualBudget(lines: readonly Line[], budget: number, group: string, { goal }: SweepInfo): string {
  const sign = goal === 'maximize' ? -1 : 1;
  const found = lines
    .map(({ name, values }) => ({ name, best: expectedBestOf(budget, values, goal).mean }))
    .sort((a, b) => sign * (a.best - b.best));
  const said = found.slice(0, 3).map(({ name, best }) => `${formatMetric(best)} with ${group} ${name}`);
  return `With ${plural(budget, 'configuration')} each, ${listed(said)} ${said.length < found.length ? 'lead' : 'are expected'}.`;
}

function leftOut({ rows, sweep }: ChartData, without: number, values: number, group: string): string[] {
  const ended = rows.filter(({ mean, state }) => mean === null && (state === 'pruned' || state === 'failed'));
  return [
    ...(sweep.method === 'bayes'
      ? [
          'A search that learns does better with its last configurations than with its first: the drawn ones have no order.',
        ]
      : []),
    ...(values > 0 ? [`${plural(values, 'value')} of ${group} with worse leaders left out.`] : []),
    ...(without > 0 ? [`${plural(without, 'configuration')} without ${group} left out.`] : []),
    ...(ended.length > 0
      ? [
          `${plural(ended.length, 'configuration')} that ${ended.length === 1 ? 'was' : 'were'} pruned or failed, which a search tries as well, ${ended.length === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
  ];
}
