import { type Beside, besideLegend } from '../../comparison/index.ts';
import { SweepError } from '../../errors.ts';
import {
  type Boards,
  equalBest,
  finalsWords,
  type LeaderboardRow,
  type SweepInfo,
  sharedRanks,
  sharedRankWords,
  thinnedCurves,
  valueHints,
  whyNone,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { parameterName } from '../../trainable/parameterName.ts';
import { compareHref, csvHref, trialHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { type FilterProblem, filterProblem } from '../pages/filterProblem.ts';
import { type HiddenLine, hiddenLine } from '../pages/hiddenLine.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { baselineRow } from './baseline.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type Coloring, coloring } from './colors.ts';
import {
  allColumns,
  type BoardNames,
  chosenColumns,
  keyOf,
  type TableColumn,
  usualColumns,
} from './columns.ts';
import { completionsOf, type FilterView, filterView } from './filter.ts';
import { fitting } from './fitting.ts';
import { type GroupTable, groupTable } from './groupTable.ts';
import { type Paging, pageOf } from './paging.ts';
import { MOST_POINTS } from './polyline.ts';
import {
  type ColumnCount,
  type ColumnHead,
  leaderboardTable,
  type RowPictures,
  type TableRow,
} from './table.ts';

/** A sweep's leaderboard as its address asks for it: rows, or groups of them. */
export interface LeaderboardView {
  readonly filter: FilterView;
  readonly choices: Choices;
  readonly problem: FilterProblem | undefined;
  /** The number of hidden rows, and the link that shows or hides them. */
  readonly hidden: HiddenLine | undefined;
  /** The number of rows that wait to be trained, and the link that shows them or leaves them out. */
  readonly queued: HiddenLine | undefined;
  /** The trial whose row the others are compared with, and the address of the page without it. */
  readonly baseline: (Link & { readonly without: string }) | undefined;
  /** Whether hidden rows stand among the others. */
  readonly showsHidden: boolean;
  /** A warning about the metrics; undefined if they are those of the weights that were kept. */
  readonly warning: string | undefined;
  /** Says that finalists come before the others; undefined if there are none. */
  readonly finals: string | undefined;
  /** Says which of several rows with rank 1 counts as the best; undefined if only one has it. */
  readonly equalBest: string | undefined;
  /** What the marks of rows beside the best one say; undefined if none of the shown rows was compared with it. */
  readonly besideLegend: string | undefined;
  /** Explains the mark of ranks that are shared; undefined if none of the shown rows has it. */
  readonly tieLegend: string | undefined;
  /** The plural of what its rows are, such as `trials`. */
  readonly rowsName: string;
  readonly columns: readonly ColumnHead[];
  readonly columnCount: ColumnCount;
  readonly rows: readonly TableRow[];
  /** The groups that replace the rows; undefined if rows are not grouped. */
  readonly groups: GroupTable | undefined;
  /** Why there are neither rows nor groups; undefined if there are some. */
  readonly empty: string | undefined;
  readonly coloring: Coloring | undefined;
  readonly paging: Paging;
  /** The address of the form that compares rows. */
  readonly compare: string;
  /** All rows that pass the filter, not just this page's, as a file; undefined if the filter is wrong. */
  readonly csv: string | undefined;
}

/** `room` is for the columns that nobody chose, in CSS pixels; all of them are shown without it. */
export function leaderboardView(
  reader: DatabaseReader,
  sweep: SweepInfo,
  asked: LeaderboardQuery,
  room?: number,
): LeaderboardView {
  const { boards } = reader;
  const names = boardNames(boards, sweep);
  const { parameters } = names;
  const all = allColumns(sweep, names, asked.epoch);
  const usual = usualColumns(sweep, names);
  const properName = (name: string) => parameterName(sweep.trainable, name);
  const query = {
    ...asked,
    columns: differing(asked.columns?.map(properName), all, usual),
    group: asked.group && properName(asked.group),
    color: asked.color && properName(asked.color),
  };
  let found: readonly LeaderboardRow[] = [];
  let baseline: LeaderboardRow | undefined;
  const problem = filterProblem(() => {
    checkColumns(query, all, parameters);
    baseline = baselineRow(boards, sweep, query);
    found = boards.leaderboard(sweep.id, { ...query, step: query.epoch, withoutHidden: !query.hidden });
  });
  const { group, color } = query;
  const folded = query.group === undefined ? withoutQueued(found, query) : found;
  const rows = query.queued ? found : folded;
  const groups =
    group === undefined || problem
      ? undefined
      : groupTable(boards, sweep, rows, { ...query, group }, keyOf(names, 'parameters', group));
  const colors =
    color === undefined || problem || groups
      ? undefined
      : coloring(boards.leaderboard(sweep.id, { by: query.by }), color);
  const { paging, shown } = pageOf<LeaderboardRow>(groups ? [] : rows, query, query.by);
  const colored = color && keyOf(names, 'parameters', color);
  const wanted = chosenColumns(all, query.columns, usual, colored);
  const columns =
    room === undefined || query.columns
      ? wanted
      : fitting(wanted, shown, room, ({ key, lead }) => lead === true || key === colored);
  const hidden = boards.leaderboard(sweep.id, { by: query.by }).filter((row) => row.hidden).length;
  const { by, epoch } = query;
  const hints =
    problem || query.where === undefined || rows.length === 0
      ? []
      : valueHints(query.where, names.columns, () => boards.leaderboard(sweep.id, { by }));
  const shared = sharedRanks(boards.leaderboard(sweep.id, { by, step: epoch }));
  const { beside, legend } = besideOf(reader, sweep, shown, query);
  return {
    hidden: hiddenLine(hidden, query.hidden, writeQuery(query, { hidden: !query.hidden, page: 1 })),
    showsHidden: query.hidden,
    queued: hiddenLine(
      found.length - folded.length,
      query.queued,
      writeQuery(query, { queued: !query.queued, page: 1 }),
      'queued',
    ),
    baseline: baseline && {
      name: `trial ${query.baseline}`,
      href: trialHref(sweep.id, query.baseline!),
      without: writeQuery(query, { baseline: undefined }),
    },
    warning: query.epoch === 'best' ? bestStepWarning(sweep) : undefined,
    finals: by === 'trial' ? undefined : finalsWords(sweep, boards.leaderboard(sweep.id, { step: epoch })),
    equalBest: equalBest(boards.leaderboard(sweep.id, { by, step: epoch }), by),
    besideLegend: legend,
    tieLegend: sharedRankWords(shown, shared),
    rowsName: `${query.by}s`,
    filter: filterView(sweep, query, completionsOf(boards, sweep.id, names), hints),
    choices: choicesOf(query, all, columns, names, trainableOf(sweep.trainable).stepName),
    problem,
    ...table(
      reader,
      sweep,
      columns,
      shown,
      { ...query, page: paging.page },
      { colors, beside, baseline, shared },
    ),
    groups: groups?.groups.length === 0 ? undefined : groups,
    empty:
      rows.length > 0
        ? undefined
        : whyEmpty(query, problem, hidden, (where) =>
            whyNone(where, names.columns, (condition) =>
              boards.leaderboard(sweep.id, { by: query.by, where: condition }),
            ),
          ),
    coloring: colors,
    paging: groups?.paging ?? paging,
    compare: compareHref(sweep.id),
    csv: problem ? undefined : csvHref(sweep.id, writeQuery(query, { page: 1, columns: undefined })),
  };
}

/** Rows that only wait are left out where others exist, unless the filter asks for states. */
function withoutQueued(
  rows: readonly LeaderboardRow[],
  { where = '' }: LeaderboardQuery,
): readonly LeaderboardRow[] {
  if (/\bstate\b/i.test(where)) return rows;
  const begun = rows.filter(({ state, rank }) => state !== 'queued' || rank !== null);
  return begun.length === 0 ? rows : begun;
}

/** Names of all that the leaderboard of a sweep can show. */
export function boardNames(boards: Boards, { id }: Pick<SweepInfo, 'id'>): BoardNames {
  return {
    columns: boards.columns(id),
    parameters: boards.parameters(id),
    varying: boards.varyingParameters(id),
    derived: boards.derivedParameters(id),
    metrics: boards.metricNames(id),
  };
}

function bestStepWarning({ metric, trainable }: SweepInfo): string {
  const { stepName, finalMetrics } = trainableOf(trainable);
  const final = finalMetrics ? ' Test metrics are still those of the weights that were kept.' : '';
  return `Metrics and ranks are those of each trial’s best ${stepName} by ${metric}, which flatters, since the best of many ${stepName}s is partly luck.${final}`;
}

function whyEmpty(
  { where }: LeaderboardQuery,
  problem: FilterProblem | undefined,
  hidden: number,
  why: (where: string) => readonly string[],
): string {
  if (problem) return 'Nothing to show until that is corrected.';
  if (where) return ['No row matches the filter.', ...why(where)].join(' ');
  return hidden > 0 ? 'All rows are hidden.' : 'No trial has been planned yet.';
}

function table(
  { db, boards }: DatabaseReader,
  sweep: SweepInfo,
  columns: readonly TableColumn[],
  shown: readonly LeaderboardRow[],
  query: LeaderboardQuery,
  marks: Pick<RowPictures, 'colors' | 'beside' | 'baseline' | 'shared'>,
) {
  const numbers = shown.map(({ trials }) => trials[0]!);
  const drawn = columns.some(({ picture }) => picture) ? numbers : [];
  const curves = thinnedCurves(db, sweep.id, drawn, sweep.metric, { most: MOST_POINTS, extremes: false });
  const bestTrials = query.by === 'trial' ? numbers : boards.bestReplicates(shown, query.epoch);
  return leaderboardTable(columns, shown, query, { curves, bestTrials, ...marks });
}

/** The shown rows beside the first of the whole sweep. What was kept is compared, so not while other steps rank. */
function besideOf(
  { boards, beside }: DatabaseReader,
  { id }: SweepInfo,
  shown: readonly LeaderboardRow[],
  { by, epoch }: LeaderboardQuery,
): { readonly beside: readonly (Beside | undefined)[]; readonly legend: string | undefined } {
  const [best] = boards.leaderboard(id, { by });
  if (epoch === 'best' || !best || shown.length === 0) return { beside: [], legend: undefined };
  const found = beside.of(best, shown);
  return { beside: found, legend: besideLegend(best, shown, found) };
}

/** The columns that were chosen; undefined if they are the usual ones in their order, which may still change. */
function differing(
  chosen: readonly string[] | undefined,
  all: readonly TableColumn[],
  usual: ReadonlySet<string>,
): readonly string[] | undefined {
  const plain = all.map(({ key }) => key).filter((key) => usual.has(key));
  return chosen?.join('\n') === plain.join('\n') ? undefined : chosen;
}

/** Most names that a hint lists. */
const MOST_NAMED = 60;

/**
 * @throws SweepError `filter_invalid` for an unknown column, group or colour.
 */
function checkColumns(
  { columns = [], group, color }: LeaderboardQuery,
  all: readonly TableColumn[],
  parameters: readonly string[],
): void {
  const keys = all.map(({ key }) => key);
  const check = (names: readonly string[], known: readonly string[], purpose: string) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const hint = `There are: ${known.slice(0, MOST_NAMED).join(', ')}${known.length > MOST_NAMED ? ', …' : ''}.`;
    throw new SweepError('filter_invalid', `There is no column "${unknown}" to ${purpose}.`, hint);
  };
  check(columns, keys, 'show');
  check(group === undefined ? [] : [group], parameters, 'group by');
  check(color === undefined ? [] : [color], parameters, 'colour by');
}
