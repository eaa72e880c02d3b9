import { SweepError } from '../../errors.ts';
import { findParameter } from '../../model/parameters/index.ts';
import { equalBest, type LeaderboardRow, metricCurves, type SweepInfo, whyNone } from '../../store/index.ts';
import { compareHref, csvHref } from '../addresses.ts';
import type { DatabaseReader } from '../databaseReader.ts';
import { type FilterProblem, filterProblem } from '../filterProblem.ts';
import { type HiddenLine, hiddenLine } from '../hiddenLine.ts';
import { type LeaderboardQuery, writeQuery } from '../query.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type Coloring, coloring } from './colors.ts';
import { allColumns, type Column, usualColumns } from './columns.ts';
import { type FilterView, filterView } from './filter.ts';
import { type GroupTable, groupTable } from './groupTable.ts';
import { type Paging, pageOf } from './paging.ts';
import { leaderboardTable, type TableColumn, type TableRow } from './table.ts';

/** A sweep's leaderboard as its address asks for it: rows, or groups of them. */
export interface LeaderboardView {
  readonly filter: FilterView;
  readonly choices: Choices;
  readonly problem: FilterProblem | undefined;
  /** How many rows are hidden, and the way to them or back. */
  readonly hidden: HiddenLine | undefined;
  /** What has to be said of the metrics; undefined for those of the weights that were kept. */
  readonly warning: string | undefined;
  /** Which of several rows with rank 1 counts as the best; undefined where one alone has it. */
  readonly equalBest: string | undefined;
  /** What its rows are, such as `trials`. */
  readonly rowsName: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** In place of the rows where they are grouped. */
  readonly groups: GroupTable | undefined;
  /** Why there are neither rows nor groups; undefined where there are. */
  readonly empty: string | undefined;
  readonly coloring: Coloring | undefined;
  readonly paging: Paging;
  /** Where the form that compares rows is sent. */
  readonly compare: string;
  /** All rows that the filter keeps, not just this page's, as a file; undefined where the filter is wrong. */
  readonly csv: string | undefined;
}

export function leaderboardView(
  reader: DatabaseReader,
  sweep: SweepInfo,
  asked: LeaderboardQuery,
): LeaderboardView {
  const { boards } = reader;
  const parameters = boards.parameters(sweep.id);
  const all = allColumns(sweep, parameters, asked.epoch);
  const varying = boards.columns(sweep.id);
  const usual = usualColumns(sweep, varying);
  const query = {
    ...asked,
    columns: differing(asked.columns?.map(properName), usual),
    group: properName(asked.group),
    color: properName(asked.color),
  };
  let rows: readonly LeaderboardRow[] = [];
  const problem = filterProblem(() => {
    checkColumns(query, all, parameters);
    rows = boards.leaderboard(sweep.id, { ...query, withoutHidden: !query.hidden });
  });
  const { group, color } = query;
  const groups =
    group === undefined || problem ? undefined : groupTable(boards, sweep, rows, { ...query, group });
  const colors =
    color === undefined || problem || groups
      ? undefined
      : coloring(boards.leaderboard(sweep.id, { by: query.by }), color);
  const keys = new Set([...(query.columns ?? usual), ...(color ? [color] : [])]);
  const { paging, shown } = pageOf<LeaderboardRow>(groups ? [] : rows, query, query.by);
  const hidden = boards.leaderboard(sweep.id, { by: query.by }).filter((row) => row.hidden).length;
  const { by, epoch } = query;
  return {
    hidden: hiddenLine(hidden, query.hidden, writeQuery(query, { hidden: !query.hidden, page: 1 })),
    warning: query.epoch === 'best' ? bestEpochWarning(sweep) : undefined,
    equalBest: equalBest(boards.leaderboard(sweep.id, { by, epoch }), by),
    rowsName: `${query.by}s`,
    filter: filterView(query),
    choices: choicesOf(query, all, keys, parameters, varying),
    problem,
    ...table(
      reader,
      sweep,
      all.filter(({ key }) => keys.has(key)),
      shown,
      { ...query, page: paging.page },
      colors,
    ),
    groups: groups?.groups.length === 0 ? undefined : groups,
    empty:
      rows.length > 0
        ? undefined
        : whyEmpty(query, problem, hidden, (where) => boards.leaderboard(sweep.id, { by: query.by, where })),
    coloring: colors,
    paging: groups?.paging ?? paging,
    compare: compareHref(sweep.id),
    csv: problem ? undefined : csvHref(sweep.id, writeQuery(query, { page: 1, columns: undefined })),
  };
}

function bestEpochWarning({ metric }: SweepInfo): string {
  return `Metrics and ranks are those of each trial’s best epoch by ${metric}, which flatters, since the best of many epochs is partly luck. Test metrics are still those of the weights that were kept.`;
}

function whyEmpty(
  { where }: LeaderboardQuery,
  problem: FilterProblem | undefined,
  hidden: number,
  rows: (where?: string) => readonly LeaderboardRow[],
): string {
  if (problem) return 'Nothing to show until that is corrected.';
  if (where) return ['No row matches the filter.', ...whyNone(where, rows)].join(' ');
  return hidden > 0 ? 'All rows are hidden.' : 'No trial has been planned yet.';
}

function table(
  { db, boards }: DatabaseReader,
  sweep: SweepInfo,
  columns: readonly Column[],
  shown: readonly LeaderboardRow[],
  query: LeaderboardQuery,
  colors: Coloring | undefined,
) {
  const numbers = shown.map(({ trials }) => trials[0]!);
  const curves = metricCurves(db, sweep.id, numbers, sweep.metric);
  const bestTrials = query.by === 'trial' ? numbers : boards.bestReplicates(shown, query.epoch);
  return leaderboardTable(columns, shown, query, { curves, colors, bestTrials });
}

/** The name of a parameter that has other names too. */
function properName<T extends string | undefined>(name: T): T | string {
  return name === undefined ? name : (findParameter(name)?.name ?? name);
}

/** The columns that were chosen; undefined where they are the usual ones, which may still change. */
function differing(
  chosen: readonly string[] | undefined,
  usual: ReadonlySet<string>,
): readonly string[] | undefined {
  const same = chosen?.length === usual.size && chosen.every((key) => usual.has(key));
  return same ? undefined : chosen;
}

/** @throws SweepError `filter_invalid` for a column, a group or a colour that there is not. */
function checkColumns(
  { columns = [], group, color }: LeaderboardQuery,
  all: readonly Column[],
  parameters: readonly string[],
): void {
  const keys = all.map(({ key }) => key);
  const check = (names: readonly string[], known: readonly string[], purpose: string) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const hint = `There are: ${known.join(', ')}.`;
    throw new SweepError('filter_invalid', `There is no column "${unknown}" to ${purpose}.`, hint);
  };
  check(columns, keys, 'show');
  check(group === undefined ? [] : [group], parameters, 'group by');
  check(color === undefined ? [] : [color], parameters, 'colour by');
}
