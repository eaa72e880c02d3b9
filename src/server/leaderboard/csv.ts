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

/** Where the rows of a file come from. */
export interface CsvSource {
  readonly sweeps: readonly SweepInfo[];
  /** Whether the first columns tell the sweep of a row. */
  readonly isOfAll?: true;
  readonly names: BoardNames;
  readonly stepName: 'epoch' | 'step';
  /** All trials of a sweep. */
  trials(sweepId: number): readonly TrialScore[];
}

/**
 * Rows for other programs, with numbers as exact as they are stored: what the row is, its value of every
 * parameter, and its measurements under the names that filters use. A cell without a value is empty. Where
 * another trial did first steps of one of the rows', two columns say so.
 */
export function leaderboardCsv(source: CsvSource, rows: readonly LeaderboardRow[]): Readable {
  // Ranks may change while the rows are written.
  const ranks = rows.map(({ rank }) => rank);
  const columns = [...csvColumns(source), ...originColumns(source, rows)];
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

function csvColumns({ sweeps, isOfAll, names, stepName }: CsvSource): CsvColumn[] {
  const outermost = sweeps.flatMap(({ trainable }) => trainableOf(trainable).outermost);
  const parameters = [...new Set([...outermost, ...names.parameters])];
  const [fact, ...facts] = factNames(names);
  const factColumn = (name: string) =>
    value(keyOf(names, 'facts', name), ({ facts }) => ownValue(facts, name));
  const metricColumn = (name: string) =>
    value(keyOf(names, 'metrics', name), ({ metrics }) => ownValue(metrics, name));
  const ofNetworks: CsvColumn[] = sweeps.some(({ dataset }) => dataset)
    ? [
        value('dataset', ({ dataset }) => dataset?.name),
        value('synthetic', ({ dataset }) => dataset?.synthetic),
      ]
    : [];
  const isRankedElsewhere = sweeps.some(({ rankedOn }) => rankedOn !== null);
  return [
    ...(isOfAll ? sweepColumns(sweeps) : []),
    value('trials', ({ trials }) => trials.join(' ')),
    value('state', ({ state }) => state),
    ...parameters.map((name) => parameter(name, keyOf(names, 'parameters', name))),
    value('mean', ({ mean }) => mean),
    value('std', ({ std }) => std),
    value('replicates', ({ replicates }) => replicates),
    ...names.metrics.filter((name) => !isCost(name)).map(metricColumn),
    value(stepsKey(stepName), ({ steps }) => steps),
    ...(fact === undefined ? [] : [factColumn(fact)]),
    value('durationMs', ({ durationMs }) => durationMs),
    ...names.metrics.filter(isCost).map(metricColumn),
    value('metric', ({ metric }) => metric),
    ...(isRankedElsewhere ? [value('rankedOn', ({ rankedOn }) => rankedOn)] : []),
    value('tags', ({ tags }) => tags.join(' ')),
    value('reason', ({ reason }) => reason),
    value('configuration', ({ configuration }) => configuration),
    ...ofNetworks,
    ...facts.map(factColumn),
  ];
}

function sweepColumns(sweeps: readonly SweepInfo[]): CsvColumn[] {
  const nameOf = new Map(sweeps.map(({ id, name }) => [id, name]));
  return [value('sweep', ({ sweep }) => nameOf.get(sweep)), value('sweepId', ({ sweep }) => sweep)];
}

/** One entry for each trial of the row, in their order: `2/7` is trial 7 of sweep 2, `-` stands for none. */
function originColumns(
  { sweeps, stepName, trials }: CsvSource,
  rows: readonly LeaderboardRow[],
): CsvColumn[] {
  const origins = new Map(
    sweeps.flatMap(({ id }) =>
      trials(id).flatMap(({ number, origin }) => (origin ? [[`${id}/${number}`, origin] as const] : [])),
    ),
  );
  const originsOf = ({ sweep, trials }: LeaderboardRow) =>
    trials.map((number) => origins.get(`${sweep}/${number}`));
  const has = (row: LeaderboardRow) => originsOf(row).some((origin) => origin);
  if (origins.size === 0 || !rows.some(has)) return [];
  const each = (name: string, text: (origin: TrialOrigin) => string) =>
    value(name, (row) =>
      has(row)
        ? originsOf(row)
            .map((origin) => (origin ? text(origin) : '-'))
            .join(' ')
        : null,
    );
  return [
    each('origins', ({ sweep, trial }) => `${sweep}/${trial}`),
    each(`shared${stepName === 'epoch' ? 'Epochs' : 'Steps'}`, ({ step }) => String(step)),
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
