import { type Beside, type BesideMark, besideMark } from '../../comparison/index.ts';
import { count } from '../../format.ts';
import type { Curve, LeaderboardRow } from '../../store/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { trialHref } from '../addresses/addresses.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';
import { type ComparedCell, comparedWith } from './baseline.ts';
import type { Coloring } from './colors.ts';
import type { TableColumn } from './columns.ts';
import { narrowing } from './narrowing.ts';
import { polyline } from './polyline.ts';

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
  /** The rows that share the value, if it can be filtered by. */
  readonly href: string | undefined;
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
  /** Number of the trial that the row leads to; for a configuration, its first. */
  readonly trial: number;
  readonly href: string;
  /** Its trial, or the first of them and how many more, such as `8 +5`. */
  readonly trials: string;
  /** The numbers of all, where those are left out. */
  readonly allTrials: string | undefined;
  /** The best of its trials, which represents it in a comparison. */
  readonly compared: number;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  /** Why it failed or was stopped early; undefined if it did neither. */
  readonly reason: string | undefined;
  /** CSS class of its colour; undefined if rows have no colours. */
  readonly mark: string | undefined;
  readonly cells: readonly TableCell[];
}

/** What the rows show in addition to their cells. */
export interface RowPictures {
  /** Curves by the numbers of their trials. */
  readonly curves: ReadonlyMap<number, Curve>;
  readonly colors: Coloring | undefined;
  /** How each row stands beside the best one; empty if that is not known. */
  readonly beside: readonly (Beside | undefined)[];
  readonly baseline: LeaderboardRow | undefined;
  /** The number of rows at each rank that several share. */
  readonly shared: ReadonlyMap<number, number>;
  /** The number of the best trial of each row. */
  readonly bestTrials: readonly number[];
}

/** Heads and rows of a leaderboard with these columns, which follow those for the rank and the trial. */
export function leaderboardTable(
  columns: readonly TableColumn[],
  shown: readonly LeaderboardRow[],
  query: LeaderboardQuery,
  { curves, colors, beside, baseline, shared, bestTrials }: RowPictures,
): { columns: ColumnHead[]; columnCount: ColumnCount; rows: TableRow[] } {
  const narrowed = narrowing(query);
  const classes = columns.map((column, index) => classOfColumn(column, index, shown));
  const heads = [
    rankHead(query),
    head(TRIAL, query, 'number trial'),
    ...columns.map((column, index) => head(column, query, classes[index]!)),
  ];
  const compared = comparedWith(baseline);
  const cellOf = (row: LeaderboardRow, column: TableColumn, className: string): TableCell => ({
    ...textOf(compared(row, column) ?? { text: column.read(row) }, className),
    href: narrowed(column.key, column.value?.(row)),
    curve: column.picture ? polyline(curves.get(row.trials[0]!)?.values ?? []) || undefined : undefined,
  });
  return {
    columns: heads,
    // The column of the ticks.
    columnCount: { site: heads.length, live: heads.length + 1 },
    rows: shown.map((row, index) => ({
      className: classOf(row, row === baseline),
      rank: row.rank === null ? '' : String(row.rank),
      tie: tieOf(row, shared, query.by),
      beside: besideMark(beside[index]),
      state: row.rank === null || row.state !== 'completed' ? row.state : undefined,
      stateHref: narrowed('state', row.state),
      reason: row.reason ?? undefined,
      mark: colors?.markOf(row),
      trial: row.trials[0]!,
      href: trialHref(row.sweep, row.trials[0]!),
      tags: row.tags,
      hidden: row.hidden,
      ...trialsOf(row),
      cells: columns.map((column, place) => cellOf(row, column, classes[place]!)),
      compared: bestTrials[index]!,
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
  ];
  return classes.join(' ');
}

function tieOf(
  { rank, metric }: LeaderboardRow,
  shared: RowPictures['shared'],
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

function classOf({ rank, reason }: LeaderboardRow, isBaseline: boolean): string | undefined {
  const classes = [
    ...(rank === 1 ? ['best'] : []),
    ...(reason === null ? [] : ['unfinished']),
    ...(isBaseline ? ['baseline'] : []),
  ];
  return classes.length === 0 ? undefined : classes.join(' ');
}

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
  { title, key, bestFirst, picture }: Pick<TableColumn, 'title' | 'key' | 'bestFirst' | 'picture'>,
  query: LeaderboardQuery,
  className: string,
): ColumnHead {
  const hint = key === title ? undefined : `${key} in filters`;
  const plain = { ...titled(title), hint, className };
  if (picture) return { ...plain, href: undefined };
  const [, sortedKey, direction] = /^(.*?)(?::(asc|desc))?$/s.exec(query.sort ?? '')!;
  const order = key === sortedKey ? (direction ?? bestFirst) : undefined;
  const next = order === undefined ? bestFirst : order === 'asc' ? 'desc' : 'asc';
  const href = writeQuery(query, { sort: `${key}:${next}`, page: 1 });
  if (order === undefined) return { ...plain, href };
  return { ...plain, href, order: order === 'asc' ? 'ascending' : 'descending' };
}
