import type { ParameterValue } from '../configuration.ts';
import { count, plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { forReading } from '../metric/forReading.ts';
import type { RowColumn } from '../store/index.ts';
import { thinRanked } from '../thin.ts';
import { parameterTitle, titleOf } from '../titles.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { shortValue } from '../trial/varying.ts';
import type { Chart, ChartData, ChartKind, Control, Settings } from './chart.ts';
import { nothing } from './chart.ts';
import { colorControl, colorGroups } from './colorGroups.ts';
import { parameterChoices } from './controls.ts';
import { hoverPoints } from './hover.ts';
import { placing } from './placing.ts';
import { drawnOf, type RankedRow, rankedRows, whyEmpty } from './ranked.ts';
import { grid, LEGEND } from './style.ts';
import { inUnit, unitOf } from './timeUnit.ts';

/** Any column of the leaderboard against any other one. */
export const SCATTER: ChartKind = { name: 'scatter', title: 'Scatter', controls, build };

const MOST_POINTS = 800;
const MOST_TABLE_ROWS = 50;

function controls(data: ChartData): Control[] {
  const columns = ordered(data);
  const choices = columns.map(({ name, kind }) => ({
    value: keyOf(name, kind),
    label: titleIn(data, name, kind),
  }));
  const ranking = choices.findIndex(({ value }) => value === keyOf(data.sweep.metric, 'metrics'));
  const [metric, others] = [choices.slice(ranking, ranking + 1), choices.toSpliced(ranking, 1)];
  return [
    { name: 'x', label: 'Across', choices: [...others, ...metric] },
    { name: 'y', label: 'Upwards', choices: [...metric, ...others] },
    colorControl(data),
  ];
}

/** Metrics, measurements, then parameters that vary. */
function ordered({ columns, ...data }: ChartData): RowColumn[] {
  const of = (wanted: RowColumn['kind']) => columns.filter(({ kind }) => kind === wanted);
  const sorted = (found: readonly RowColumn[], names: readonly string[]) =>
    [...found].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  const metrics = of('metrics');
  return [
    ...sorted(metrics, forReading(metrics.map(({ name }) => name))),
    ...of('facts'),
    ...of(undefined),
    ...sorted(
      of('parameters'),
      parameterChoices({ columns, ...data }).map(({ value }) => value),
    ),
  ];
}

function titleIn({ stepName, derived }: ChartData, name: string, kind: RowColumn['kind']): string {
  if (kind === 'parameters') return parameterTitle(name, derived);
  return name === 'stepsDone' ? `${stepName}s done` : titleOf(name);
}

/** A metric may have the name of a parameter. */
function keyOf(name: string, kind: RowColumn['kind']): string {
  return kind === undefined || kind === 'metrics' ? name : `${kind}.${name}`;
}

function build(data: ChartData, { x, y, by }: Settings): Chart {
  const ranked = rankedRows(data.rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  const [across, upwards] = [x, y].map((key) =>
    data.columns.find(({ name, kind }) => keyOf(name, kind) === key),
  );
  if (!across || !upwards || across === upwards) return nothing('Choose two different columns.');
  const [readX, readY] = [readerOf(data, ranked, across), readerOf(data, ranked, upwards)];
  const having = ranked.filter((row) => readX.read(row) !== undefined && readY.read(row) !== undefined);
  if (having.length === 0) {
    return nothing(`No configuration has both ${readX.title} and ${readY.title}.`);
  }
  const drawn = thinRanked(having, MOST_POINTS);
  const trials = drawn.map((row) => row.trials[0]!);
  const placeX = placing(readX.title, 'x', drawn.map(readX.read), trials, readX.isListed);
  const placeY = placing(readY.title, 'y', drawn.map(readY.read), trials, readY.isListed);
  const measured = [readX, readY].filter(({ isListed }) => !isListed);
  const hover = hoverPoints(data, { more: measured.map(({ title }) => title) });
  const colors = colorGroups(having, by);
  const without = ranked.length - having.length;
  return {
    caption: [
      drawnOf(drawn.length, having.length, data),
      ...(without > 0 ? [`${plural(without, 'configuration')} without one of the two left out.`] : []),
    ].join(' '),
    option: {
      grid: { ...grid(colors.length > 1), left: 84 },
      ...(colors.length > 1 ? { legend: LEGEND } : {}),
      tooltip: { trigger: 'item' },
      xAxis: placeX.axes,
      yAxis: placeY.axes,
      series: colors.map(({ name, color, rows }) => ({
        type: 'scatter',
        name,
        xAxisIndex: placeX.index,
        yAxisIndex: placeY.index,
        ...hover.series,
        symbolSize: 7,
        itemStyle: { color, opacity: 0.7 },
        data: drawn.flatMap((row, at) =>
          rows.has(row)
            ? [
                hover.point(
                  row,
                  [placeX.positions[at]!, placeY.positions[at]!],
                  measured.map(({ read }) => Number(read(row))),
                ),
              ]
            : [],
        ),
      })),
    },
    table: {
      columns: [
        { title: 'trial', numeric: true },
        { title: readX.title, numeric: !readX.isListed },
        { title: readY.title, numeric: !readY.isListed },
      ],
      rows: having.slice(0, MOST_TABLE_ROWS).map((row) => ({
        trial: row.trials[0]!,
        cells: [`#${trialNumbers(row.trials)}`, readX.say(row), readY.say(row)],
      })),
    },
  };
}

/** How a column's values are read, titled and written. */
interface Reader {
  readonly title: string;
  /** Whether its values were chosen rather than measured. */
  readonly isListed: boolean;
  /** Undefined if the row has no finite value. */
  read(row: RankedRow): ParameterValue | undefined;
  say(row: RankedRow): string;
}

function readerOf(
  data: ChartData,
  rows: readonly RankedRow[],
  { name, kind, read: readColumn }: RowColumn,
): Reader {
  const title = titleIn(data, name, kind);
  if (kind === 'parameters') {
    const read = (row: RankedRow) => readColumn(row) ?? undefined;
    return { title, isListed: true, read, say: (row) => shortValue(read(row)) };
  }
  const time = name === 'durationMs' ? unitOf(rows.map(readColumn)) : undefined;
  const { units, format } = metricInfo(name);
  const number = (row: RankedRow) => {
    const value = readColumn(row);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  return {
    title: time ? `${title}, ${time.name}` : units ? `${title}, ms` : title,
    isListed: false,
    read: (row) => {
      const value = number(row);
      return time && value !== undefined ? inUnit(value, time) : value;
    },
    say: (row) => {
      const value = number(row)!;
      return kind === 'metrics' || units ? format(value) : count(value);
    },
  };
}
