import { findChart } from '../../charts/index.ts';
import { readNames, writeNames } from './nameList.ts';

export const ROWS_A_PAGE = [25, 50, 100] as const;
export const ROWS_STAND_FOR = ['configuration', 'trial'] as const;
export const AGGREGATES = ['mean', 'median', 'best'] as const;
export const EPOCHS = ['last', 'best'] as const;

/** The state of a sweep's pages, or of the page of all trials; their address holds all of it. */
export interface LeaderboardQuery {
  /** `key:asc` or `key:desc`; rows are sorted by rank if absent. */
  readonly sort?: string | undefined;
  readonly where?: string | undefined;
  /** The thing that one row stands for. */
  readonly by: (typeof ROWS_STAND_FOR)[number];
  /** What a row stands for where the address does not say. */
  readonly usualBy: (typeof ROWS_STAND_FOR)[number];
  /** Whether hidden rows are shown, too. */
  readonly hidden: boolean;
  /** Whether rows that wait to be trained are shown among others. */
  readonly queued: boolean;
  /** Number of the trial whose row the numbers of the others are compared with. */
  readonly baseline?: number | undefined;
  /** Names of the columns to show; if absent, the columns whose values vary. */
  readonly columns?: readonly string[] | undefined;
  /** The column whose values give the rows their colours. */
  readonly color?: string | undefined;
  /** The epoch whose metrics are shown and ranked. */
  readonly epoch: (typeof EPOCHS)[number];
  /** The column whose values are shown as groups, in place of the rows. */
  readonly group?: string | undefined;
  /** The statistic of a group's metric that is shown and ranked. */
  readonly aggregate: (typeof AGGREGATES)[number];
  /** Names of the charts beside the leaderboard; the usual ones if absent. */
  readonly charts?: readonly string[] | undefined;
  readonly rows: (typeof ROWS_A_PAGE)[number];
  /** Counted from 1. */
  readonly page: number;
}

/** How one part of the state is written in an address; a part written as undefined is left out. */
interface Field<T> {
  read(written: readonly string[]): T;
  write(value: T): string | undefined;
}

type Part = Exclude<keyof LeaderboardQuery, 'usualBy'>;
type Fields = { readonly [K in Part]-?: Field<LeaderboardQuery[K]> };

/** The parts in the order that an address has them in, by what a row usually stands for. */
const FIELDS: Readonly<Record<LeaderboardQuery['by'], Fields>> = {
  configuration: fieldsOf('configuration'),
  trial: fieldsOf('trial'),
};
const NAMES = Object.keys(FIELDS.configuration) as Part[];

function fieldsOf(usualBy: LeaderboardQuery['by']): Fields {
  return {
    sort: text(),
    where: text(),
    by: oneOf(ROWS_STAND_FOR, usualBy),
    hidden: flag(),
    queued: flag(),
    baseline: { read: readTrial, write: (trial) => (trial === undefined ? undefined : String(trial)) },
    columns: { read: readColumns, write: (names) => names && writeNames(names) },
    color: text(),
    epoch: oneOf(EPOCHS, 'last'),
    group: text(),
    aggregate: oneOf(AGGREGATES, 'mean'),
    charts: { read: readCharts, write: (names) => names && writeNames(names) },
    rows: oneOf(ROWS_A_PAGE, 50),
    page: { read: readPage, write: (page) => (page > 1 ? String(page) : undefined) },
  };
}

/** Reads a query string; a part that is not understood counts as absent. */
export function readQuery(
  query: Readonly<Record<string, unknown>>,
  usualBy: LeaderboardQuery['by'] = 'configuration',
): LeaderboardQuery {
  const read = (name: Part) => FIELDS[usualBy][name].read(writtenTexts(query[name]));
  const parts = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  return { ...parts, usualBy } as unknown as LeaderboardQuery;
}

/** The query string of the state `query` with `change` applied; `?` for the plain page. */
export function writeQuery(query: LeaderboardQuery, change: Partial<LeaderboardQuery> = {}): string {
  return `?${new URLSearchParams(writeFields({ ...query, ...change }))}`;
}

/**
 * The same state as names and texts, for the hidden inputs of a form that sets the parts of `without` itself.
 */
export function hiddenInputs(query: LeaderboardQuery, ...without: readonly string[]): HiddenInput[] {
  return writeFields(query)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => ({ name, value }));
}

export interface HiddenInput {
  readonly name: string;
  readonly value: string;
}

/** The texts of a parameter that an address may have several times, without the blank ones. */
export function writtenTexts(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
}

function writeFields(query: LeaderboardQuery): [string, string][] {
  const write = <K extends Part>(name: K) =>
    (FIELDS[query.usualBy][name] as Field<LeaderboardQuery[K]>).write(query[name]);
  return NAMES.flatMap((name): [string, string][] => {
    const written = write(name);
    return written ? [[name, written]] : [];
  });
}

function text(): Field<string | undefined> {
  return { read: ([only, ...others]) => (others.length > 0 ? undefined : only), write: (value) => value };
}

function oneOf<T extends string | number>(values: readonly T[], usual: T): Field<T> {
  return {
    read: ([written]) => values.find((value) => String(value) === written) ?? usual,
    write: (value) => (value === usual ? undefined : String(value)),
  };
}

function flag(): Field<boolean> {
  return { read: ([written]) => written === '1', write: (value) => (value ? '1' : undefined) };
}

function readTrial([written]: readonly string[]): number | undefined {
  return /^[1-9]\d{0,8}$/.test(written?.trim() ?? '') ? Number(written) : undefined;
}

function readColumns(written: readonly string[]): string[] | undefined {
  const names = new Set(readNames(written));
  return names.size > 0 ? [...names] : undefined;
}

function readCharts(written: readonly string[]): string[] | undefined {
  const names = new Set(readNames(written).filter(findChart));
  return names.size > 0 ? [...names] : undefined;
}

/** The number of a page, from 1; 1 where it is none. */
export function readPage([written]: readonly string[]): number {
  const page = Number(written ?? 1);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
