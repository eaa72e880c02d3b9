import { Readable } from 'node:stream';
import { type CsvCell, csvText } from '../../csv.ts';
import { isCost } from '../../metric/forReading.ts';
import { ownValue } from '../../ownValue.ts';
import type { LeaderboardRow, RowColumn, SweepInfo } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { formatValue } from '../../trial/varying.ts';
import { type BoardNames, factNames, keyOf, stepsKey } from './columns.ts';

interface CsvColumn {
  readonly name: string;
  read(row: LeaderboardRow): CsvCell;
}

/** Number of rows in one piece; other requests are answered between two pieces. */
const AT_ONCE = 200;

/**
 * Rows for other programs, with numbers as exact as they are stored: what the row is, its value of every
 * parameter, and its measurements under the names that filters use. A cell without a value is empty.
 */
export function leaderboardCsv(
  sweep: SweepInfo,
  rows: readonly LeaderboardRow[],
  names: BoardNames,
): Readable {
  // Ranks may change while the rows are written.
  const ranks = rows.map(({ rank }) => rank);
  const columns = csvColumns(sweep, names);
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

function csvColumns(sweep: SweepInfo, names: BoardNames): CsvColumn[] {
  const { outermost } = trainableOf(sweep.trainable);
  const parameters = [...new Set([...outermost, ...names.parameters])];
  const [fact, ...facts] = factNames(names);
  const factColumn = (name: string) =>
    value(keyOf(names, 'facts', name), ({ facts }) => ownValue(facts, name));
  const metricColumn = (name: string) =>
    value(keyOf(names, 'metrics', name), ({ metrics }) => ownValue(metrics, name));
  const ofNetworks: CsvColumn[] = sweep.dataset
    ? [
        value('dataset', ({ dataset }) => dataset?.name),
        value('synthetic', ({ dataset }) => dataset?.synthetic),
      ]
    : [];
  return [
    value('trials', ({ trials }) => trials.join(' ')),
    value('state', ({ state }) => state),
    ...parameters.map((name) => parameter(name, keyOf(names, 'parameters', name))),
    value('mean', ({ mean }) => mean),
    value('std', ({ std }) => std),
    value('replicates', ({ replicates }) => replicates),
    ...names.metrics.filter((name) => !isCost(name)).map(metricColumn),
    value(stepsKey(sweep), ({ steps }) => steps),
    ...(fact === undefined ? [] : [factColumn(fact)]),
    value('durationMs', ({ durationMs }) => durationMs),
    ...names.metrics.filter(isCost).map(metricColumn),
    value('metric', ({ metric }) => metric),
    ...(sweep.rankedOn === null ? [] : [value('rankedOn', ({ rankedOn }) => rankedOn)]),
    value('tags', ({ tags }) => tags.join(' ')),
    value('reason', ({ reason }) => reason),
    value('configuration', ({ configuration }) => configuration),
    ...ofNetworks,
    ...facts.map(factColumn),
  ];
}

function value(name: string, read: (row: LeaderboardRow) => CsvCell | undefined): CsvColumn {
  return { name, read: (row) => read(row) ?? null };
}

function parameter(name: string, key: string): CsvColumn {
  return value(key, ({ parameters }) => {
    const set: ReturnType<RowColumn['read']> = ownValue(parameters, name);
    if (set === undefined) return null;
    return typeof set === 'number' ? set : formatValue(set);
  });
}
