import { Readable } from 'node:stream';
import { type CsvCell, csvText } from '../../csv.ts';
import { isCost } from '../../metric/forReading.ts';
import { ownValue } from '../../ownValue.ts';
import type { LeaderboardRow, RowColumn, SweepInfo, TrialScore } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { TrialOrigin } from '../../trial/trial.ts';
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
 * parameter, and its measurements under the names that filters use. A cell without a value is empty. `trials`
 * are all trials of the sweep: where another one did first steps of one of the rows', two columns say so.
 */
export function leaderboardCsv(
  sweep: SweepInfo,
  rows: readonly LeaderboardRow[],
  names: BoardNames,
  trials: readonly TrialScore[],
): Readable {
  // Ranks may change while the rows are written.
  const ranks = rows.map(({ rank }) => rank);
  const columns = [...csvColumns(sweep, names), ...originColumns(sweep, rows, trials)];
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

/** One entry for each trial of the row, in their order: `2/7` is trial 7 of sweep 2, `-` stands for none. */
function originColumns(
  { trainable }: SweepInfo,
  rows: readonly LeaderboardRow[],
  trials: readonly TrialScore[],
): CsvColumn[] {
  const origins = new Map(trials.flatMap(({ number, origin }) => (origin ? [[number, origin]] : [])));
  const has = (row: LeaderboardRow) => row.trials.some((number) => origins.has(number));
  if (!rows.some(has)) return [];
  const each = (name: string, text: (origin: TrialOrigin) => string) =>
    value(name, (row) => {
      const texts = row.trials.map((number) => {
        const origin = origins.get(number);
        return origin ? text(origin) : '-';
      });
      return has(row) ? texts.join(' ') : null;
    });
  return [
    each('origins', ({ sweep, trial }) => `${sweep}/${trial}`),
    each(`shared${trainableOf(trainable).stepName === 'epoch' ? 'Epochs' : 'Steps'}`, ({ step }) =>
      String(step),
    ),
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
