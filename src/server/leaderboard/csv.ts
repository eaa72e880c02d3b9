import { Readable } from 'node:stream';
import { type CsvCell, csvText } from '../../csv.ts';
import { LEADERBOARD_COLUMNS, type LeaderboardRow } from '../../store/index.ts';
import { columnValue, formatValue } from '../../trial/varying.ts';
import { FINAL_METRICS } from '../metrics.ts';

interface CsvColumn {
  readonly name: string;
  read(row: LeaderboardRow): CsvCell;
}

/** Rows are written in pieces of so many, between which others are answered. */
const AT_ONCE = 200;

const MEASURED: readonly string[] = [
  'mean',
  'std',
  'replicates',
  ...FINAL_METRICS,
  'epochsDone',
  'durationMs',
  'latencyMs',
  'parameterCount',
];

/**
 * Rows for other programs, with numbers as exact as they are stored: what each is, its value of every parameter, and
 * what was measured under the names that filters use. A cell is empty where there is no value.
 */
export function leaderboardCsv(rows: readonly LeaderboardRow[], parameters: readonly string[]): Readable {
  // Ranks may change while the rows are written.
  const ranks = rows.map(({ rank }) => rank);
  const columns = csvColumns(parameters);
  async function* pieces(): AsyncGenerator<string> {
    yield csvText([['rank', ...columns.map(({ name }) => name)]]);
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      await new Promise(setImmediate);
      const piece = rows.slice(start, start + AT_ONCE);
      yield csvText(piece.map((row, i) => [ranks[start + i]!, ...columns.map(({ read }) => read(row))]));
    }
  }
  return Readable.from(pieces());
}

function csvColumns(parameters: readonly string[]): CsvColumn[] {
  return [
    { name: 'trials', read: ({ trials }) => trials.join(' ') },
    { name: 'state', read: ({ state }) => state },
    ...['model', ...parameters.filter((name) => name !== 'model')].map(parameter),
    ...LEADERBOARD_COLUMNS.filter(({ name }) => MEASURED.includes(name)).map(({ name, read }) => ({
      name,
      read: (row: LeaderboardRow) => (read(row) ?? null) as CsvCell,
    })),
    { name: 'metric', read: ({ metric }) => metric },
    { name: 'rankedOn', read: ({ rankedOn }) => rankedOn },
    { name: 'tags', read: ({ tags }) => tags.join(' ') },
    { name: 'reason', read: ({ reason }) => reason },
    { name: 'configuration', read: ({ configuration }) => configuration },
    { name: 'dataset', read: ({ dataset }) => dataset.name },
    { name: 'synthetic', read: ({ dataset }) => dataset.synthetic },
  ];
}

function parameter(name: string): CsvColumn {
  return {
    name,
    read: (row) => {
      const value = columnValue(row, name);
      if (value === undefined) return null;
      return typeof value === 'number' ? value : formatValue(value);
    },
  };
}
