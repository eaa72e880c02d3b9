import { SweepError } from '../../errors.ts';
import { countRows, type LeaderboardRow } from '../../store/index.ts';
import { trialHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { type FilterProblem, filterProblem } from '../pages/filterProblem.ts';
import { type HiddenLine, hiddenLine } from '../pages/hiddenLine.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type Coloring, coloring } from './colors.ts';
import { chosenColumns, type TableColumn } from './columns.ts';
import { type FilterView, filterHints, filterView } from './filter.ts';
import { fitting } from './fitting.ts';
import { type GroupTable, groupTable } from './groupTable.ts';
import { type Paging, pageOf } from './paging.ts';
import type { Remarks, Scope } from './scope.ts';
import {
  type ColumnCount,
  type ColumnHead,
  leaderboardTable,
  type RowMarks,
  type TableRow,
} from './table.ts';

/** A leaderboard as its address asks for it: rows, or groups of them. */
export interface LeaderboardView extends Omit<Remarks, keyof RowMarks> {
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
  /** The plural of what its rows are, such as `trials`. */
  readonly rowsName: string;
  readonly tableName: string;
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
export function leaderboardView(scope: Scope, asked: LeaderboardQuery, room?: number): LeaderboardView {
  const { names } = scope;
  const all = scope.columns(asked.epoch);
  const usual = scope.usual();
  const properName = (name: string) => scope.properName(name);
  const query = {
    ...asked,
    columns: differing(asked.columns?.map(properName), all, usual),
    group: asked.group && properName(asked.group),
    color: asked.color && properName(asked.color),
  };
  const { by, group, color } = query;
  let found: readonly LeaderboardRow[] = [];
  let baseline: LeaderboardRow | undefined;
  const problem = filterProblem(() => {
    checkColumns(query, all, scope.groupings);
    baseline = scope.baseline(query);
    found = scope.rows({ ...query, step: query.epoch, withoutHidden: !query.hidden });
  });
  const { hidden, queued } = countRows(scope.rows({ by, step: query.epoch }));
  const folded = group === undefined && queued > 0 ? withoutQueued(found, query) : found;
  const rows = query.queued ? found : folded;
  const groups = group === undefined || problem ? undefined : groupTable(scope, rows, { ...query, group });
  const colors =
    color === undefined || problem || groups
      ? undefined
      : coloring(scope.rows({ by }), color, (row) => scope.read(row, color));
  const { paging, shown } = pageOf<LeaderboardRow>(groups ? [] : rows, query, by);
  const colored = color && scope.keyOf(color);
  const wanted = chosenColumns(all, query.columns, usual, colored);
  const columns =
    room === undefined || query.columns
      ? wanted
      : fitting(wanted, shown, room, ({ key, lead }) => lead === true || key === colored);
  const hints = problem
    ? []
    : filterHints(query.where, names, rows.length, (where) => scope.rows({ by, where }));
  const { beside, shared, ...remarks } = scope.remarks(shown, query);
  const page = { ...query, page: paging.page };
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
      href: trialHref(baseline.sweep, query.baseline!),
      without: writeQuery(query, { baseline: undefined }),
    },
    ...remarks,
    rowsName: `${by}s`,
    tableName: scope.ranksTogether
      ? `Ranked ${by}s`
      : `${by === 'trial' ? 'Trials' : 'Configurations'} of all sweeps`,
    filter: filterView(scope, query, rows.length > 0 ? hints : []),
    choices: choicesOf(scope, query, all, columns),
    problem,
    ...leaderboardTable(scope, columns, shown, page, { colors, baseline, beside, shared }),
    groups: groups?.groups.length === 0 ? undefined : groups,
    empty: rows.length > 0 ? undefined : whyEmpty(query, problem, hidden, hints),
    coloring: colors,
    paging: groups?.paging ?? paging,
    compare: scope.compare,
    csv: problem ? undefined : scope.csv(writeQuery(query, { page: 1, columns: undefined })),
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

function whyEmpty(
  { where }: LeaderboardQuery,
  problem: FilterProblem | undefined,
  hidden: number,
  why: readonly string[],
): string {
  if (problem) return 'Nothing to show until that is corrected.';
  if (where) return ['No row matches the filter.', ...why].join(' ');
  return hidden > 0 ? 'All rows are hidden.' : 'No trial has been planned yet.';
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
  groupings: readonly string[],
): void {
  const keys = all.map(({ key }) => key);
  const check = (names: readonly string[], known: readonly string[], purpose: string) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const hint = `There are: ${known.slice(0, MOST_NAMED).join(', ')}${known.length > MOST_NAMED ? ', …' : ''}.`;
    throw new SweepError('filter_invalid', `There is no column "${unknown}" to ${purpose}.`, hint);
  };
  check(columns, keys, 'show');
  check(group === undefined ? [] : [group], groupings, 'group by');
  check(color === undefined ? [] : [color], groupings, 'colour by');
}
