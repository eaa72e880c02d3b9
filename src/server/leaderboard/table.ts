import { type Beside, type BesideMark, besideMark } from '../../comparison/index.ts';
import { count } from '../../format.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { withoutResult } from '../../trial/withoutResult.ts';
import { trialHref } from '../addresses/addresses.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { type ComparedCell, comparedWith } from './baseline.ts';
import type { Coloring } from './colors.ts';
import type { TableColumn } from './columns.ts';
import { narrowing } from './narrowing.ts';
import { polyline } from './polyline.ts';
import type { Scope } from './scope.ts';

export interface ColumnHead {
  readonly title: string;
  /** The title in pieces between which a line may end: all but the last, and the last. */
  readonly firstPieces: readonly string[];
  readonly lastPiece: string;
  /** The name in filters and addresses, if it differs from the title. */
  readonly hint: string | undefined;
  /** The address that sorts by this column, or reverses its order; undefined if rows have no order by it. */
  readonly href: string | undefined;
  readonly order?: 'ascending' | 'descending';
  /** CSS classes of its head and its cells. */
  readonly className: string;
}

/** Number of all columns; in a site, rows cannot be ticked. */
export interface ColumnCount {
  readonly site: number;
  readonly live: number;
}

export interface TableCell {
  readonly text: string;
  readonly className: string;
  /** The row's own value, where the text is a difference from the baseline. */
  readonly own: string | undefined;
  /** The rows that share the value, if it can be filtered by, or the page of the value. */
  readonly href: string | undefined;
  /** Whether that leads to rows. */
  readonly narrows: boolean;
  /** Points of a curve in a box of 100 × 24, for an SVG polyline; undefined for a text or fewer than two steps. */
  readonly curve: string | undefined;
}

export interface TableRow {
  /** CSS classes: `best` for rank 1, which several equal rows share, `unfinished` with a reason; undefined for none. */
  readonly className: string | undefined;
  /** Empty if it has no rank. */
  readonly rank: string;
  /** Says how many rows share the rank; undefined if it is the row's own. */
  readonly tie: string | undefined;
  /** The mark of a row that cannot be told from the best one, or is better; undefined for others. */
  readonly beside: BesideMark | undefined;
  /** Undefined for a row with a rank whose trials have all completed. */
  readonly state: LeaderboardRow['state'] | undefined;
  /** The rows in the same state. */
  readonly stateHref: string | undefined;
  /** The trial that the row leads to, as a part of an id; for a configuration, its first. */
  readonly id: string;
  readonly href: string;
  /** Its trial, or the first of them and how many more, such as `8 +5`. */
  readonly trials: string;
  /** The numbers of all, where those are left out. */
  readonly allTrials: string | undefined;
  /** The best of its trials, which represents it in a comparison: its number, or `2/3` among several sweeps. */
  readonly compared: string;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  /** Why it failed or was stopped early; undefined if it did neither. */
  readonly reason: string | undefined;
  /** CSS class of its colour; undefined if rows have no colours. */
  readonly mark: string | undefined;
  readonly cells: readonly TableCell[];
}

/** How rows stand beside others. */
export interface RowMarks {
  readonly beside?: readonly (Beside | undefined)[] | undefined;
  /** The number of rows at each rank that several share; without it, no row says that it shares its rank. */
  readonly shared?: ReadonlyMap<number, number> | undefined;
}

/** What the rows show in addition to their cells. */
export interface RowPictures extends RowMarks {
  readonly colors: Coloring | undefined;
  readonly baseline: LeaderboardRow | undefined;
}

/** Heads and rows of a leaderboard with these columns, which follow those for the rank and the trial. */
export function leaderboardTable(
  scope: Scope,
  columns: readonly TableColumn[],
  shown: readonly LeaderboardRow[],
  query: LeaderboardQuery,
  { colors, beside = [], baseline, shared }: RowPictures,
): { columns: ColumnHead[]; columnCount: ColumnCount; rows: TableRow[] } {
  const narrowed = narrowing(query);
  const classes = columns.map((column, index) => classOfColumn(column, index, shown));
  const heads = [
    scope.ranksTogether ? rankHead(query) : head(RANK, query, 'number rank'),
    head(TRIAL, query, 'number trial'),
    ...columns.map((column, index) => head(column, query, classes[index]!)),
  ];
  const compared = comparedWith(baseline);
  const curves = columns.some(({ picture }) => picture) ? scope.curves(shown) : undefined;
  const bestTrials = scope.bestTrials(shown, query);
  const cellOf = (row: LeaderboardRow, column: TableColumn, className: string): TableCell => {
    const page = column.href?.(row);
    return {
      ...textOf(compared(row, column) ?? { text: column.read(row) }, className),
      href: page ?? narrowed(column.key, column.value?.(row)),
      narrows: page === undefined,
      curve: column.picture ? polyline(curves?.get(row) ?? []) || undefined : undefined,
    };
  };
  return {
    columns: heads,
    // The column of the ticks.
    columnCount: { site: heads.length, live: heads.length + 1 },
    rows: shown.map((row, index) => ({
      id: scope.refOf(row, row.trials[0]!).replace('/', '-'),
      className: classOf(row, {
        isBaseline: row === baseline,
        isBest: scope.ranksTogether && row.rank === 1,
      }),
      rank: row.rank === null ? '' : String(row.rank),
      tie: shared && tieOf(row, shared, query.by),
      beside: besideMark(beside[index]),
      state: row.rank === null || row.state !== 'completed' ? row.state : undefined,
      stateHref: narrowed('state', row.state),
      reason: row.reason ?? withoutResult(row.metric, row.state, row.mean),
      mark: colors?.markOf(row),
      href: trialHref(row.sweep, row.trials[0]!),
      tags: row.tags,
      hidden: row.hidden,
      ...trialsOf(row),
      cells: columns.map((column, place) => cellOf(row, column, classes[place]!)),
      compared: scope.refOf(row, bestTrials[index]!),
    })),
  };
}

/** Neighbours fit the column as a range, `3–5`; others do not. */
function trialsOf({ trials }: LeaderboardRow): Pick<TableRow, 'trials' | 'allTrials'> {
  const all = trialNumbers(trials);
  if (!all.includes(',')) return { trials: all, allTrials: undefined };
  return { trials: `${trials[0]}\u00A0+${trials.length - 1}`, allTrials: `trials ${all}` };
}

/** Numbers stand on the right; the first column is `lead` if it has the metric, and stays in sight. */
function classOfColumn(column: TableColumn, index: number, shown: readonly LeaderboardRow[]): string {
  const kinds = new Set(column.value ? shown.map((row) => typeof column.value!(row)) : []);
  kinds.delete('undefined');
  const numbers = kinds.size === 1 && kinds.has('number');
  const classes = [
    ...(column.numeric || numbers ? ['number'] : []),
    ...(index === 0 && column.lead ? ['lead'] : []),
    ...(column.className ? [column.className] : []),
  ];
  return classes.join(' ');
}

function tieOf(
  { rank, metric }: LeaderboardRow,
  shared: ReadonlyMap<number, number>,
  by: string,
): string | undefined {
  const rows = rank === null ? undefined : shared.get(rank);
  return rows === undefined
    ? undefined
    : `${count(rows)} ${by}s share rank ${rank}: their ${metric} is exactly the same`;
}

function textOf(
  { text, own, className }: Partial<ComparedCell> & Pick<ComparedCell, 'text'>,
  ofColumn: string,
): Pick<TableCell, 'text' | 'own' | 'className'> {
  return { text, own, className: className ? `${ofColumn} ${className}`.trim() : ofColumn };
}

function classOf(
  { reason }: LeaderboardRow,
  { isBaseline, isBest }: { readonly isBaseline: boolean; readonly isBest: boolean },
): string | undefined {
  const classes = [
    ...(isBest ? ['best'] : []),
    ...(reason === null ? [] : ['unfinished']),
    ...(isBaseline ? ['baseline'] : []),
  ];
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** Ranks of several sweeps: the best of each stand together. */
const RANK = { title: 'rank', key: 'rank', bestFirst: 'asc' } as const;
const TRIAL = { title: 'trial', key: 'trial', bestFirst: 'asc' } as const;

/** The head that leads back to the order by rank. */
function rankHead(query: LeaderboardQuery): ColumnHead {
  const href = writeQuery(query, { sort: undefined, page: 1 });
  const plain = { ...titled('rank'), hint: undefined, className: 'number rank', href };
  return { ...plain, ...(query.sort ? {} : { order: 'ascending' }) };
}

function titled(title: string): Pick<ColumnHead, 'title' | 'firstPieces' | 'lastPiece'> {
  const pieces = title.split(/(?<=[_./])(?=.)/);
  return { title, firstPieces: pieces.slice(0, -1), lastPiece: pieces.at(-1)! };
}

/** The head of a column: a click sorts by it, or reverses its order. */
function head(
  { title, key, bestFirst, unordered }: Pick<TableColumn, 'title' | 'key' | 'bestFirst' | 'unordered'>,
  query: LeaderboardQuery,
  className: string,
): ColumnHead {
  const hint = key === title ? undefined : `${key} in filters`;
  const plain = { ...titled(title), hint, className };
  if (unordered) return { ...plain, href: undefined };
  const [, sortedKey, direction] = /^(.*?)(?::(asc|desc))?$/s.exec(query.sort ?? '')!;
  const order = key === sortedKey ? (direction ?? bestFirst) : undefined;
  const next = order === undefined ? bestFirst : order === 'asc' ? 'desc' : 'asc';
  const href = writeQuery(query, { sort: `${key}:${next}`, page: 1 });
  if (order === undefined) return { ...plain, href };
  return { ...plain, href, order: order === 'asc' ? 'ascending' : 'descending' };
}
