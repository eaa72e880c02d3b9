import { ownValue } from '../ownValue.ts';
import { formatValue } from '../trial/varying.ts';
import type { RankedRow } from './ranked.ts';

/** Two configurations that differ in one parameter alone, apart from those that follow from it. */
export type MatchedPair = readonly [first: RankedRow, second: RankedRow];

/** All pairs of two values of a parameter. */
export interface MatchedValues {
  /** As `formatValue` writes them. */
  readonly values: readonly [first: string, second: string];
  readonly pairs: readonly MatchedPair[];
}

export interface Matching {
  /** Every two values that have a pair. */
  readonly matched: readonly MatchedValues[];
  /** Parameters that each value determines, such as the learning rate that an optimizer begins with. */
  readonly followers: readonly string[];
}

/** A parameter with more values is a range, and has next to no pairs. */
const MOST_VALUES = 20;

/** For each parameter its matching, by name; none for parameters without pairs. */
export function matchings(rows: readonly RankedRow[], varying: readonly string[]): Map<string, Matching> {
  const columns = varying.map((name) => codesOf(rows, name));
  const found = new Map<string, Matching>();
  for (const [index, name] of varying.entries()) {
    const column = columns[index]!;
    if (column.texts.length < 2 || column.texts.length > MOST_VALUES) continue;
    const followers = varying.filter((_, other) => other !== index && follows(columns[other]!, column));
    const others = columns.filter((_, other) => other !== index && !followers.includes(varying[other]!));
    const matched = matchedValues(rows, column, others);
    if (matched.length > 0) found.set(name, { matched, followers });
  }
  return found;
}

/** The values of a parameter as numbers from 0, row by row. */
interface Column {
  readonly codes: readonly number[];
  readonly texts: readonly string[];
}

function codesOf(rows: readonly RankedRow[], name: string): Column {
  const known = new Map<unknown, number>();
  const byText = new Map<string, number>();
  const codes = rows.map(({ parameters }) => {
    const value = ownValue(parameters, name);
    const code = known.get(value);
    if (code !== undefined) return code;
    const text = formatValue(value);
    const found = byText.get(text) ?? byText.size;
    byText.set(text, found);
    known.set(value, found);
    return found;
  });
  return { codes, texts: [...byText.keys()] };
}

/**
 * Whether each value of a column has one value of the other. Values that occur once tell nothing: everything would follow
 * from them.
 */
function follows(other: Column, column: Column): boolean {
  const first = new Map<number, number>();
  const repeated = new Set<number>();
  for (const [row, code] of column.codes.entries()) {
    const seen = first.get(code);
    if (seen === undefined) first.set(code, other.codes[row]!);
    else if (seen !== other.codes[row]) return false;
    else repeated.add(code);
  }
  return repeated.size === column.texts.length;
}

function matchedValues(
  rows: readonly RankedRow[],
  { codes, texts }: Column,
  others: readonly Column[],
): MatchedValues[] {
  // A parameter that has another value in every row leaves no two rows to match.
  if (others.some((column) => column.texts.length === rows.length)) return [];
  const keyOf = keysOf(others);
  const cells = new Map<number | string, (RankedRow | undefined)[]>();
  for (const [index, row] of rows.entries()) {
    const key = keyOf(index);
    const cell = cells.get(key) ?? new Array<RankedRow | undefined>(texts.length).fill(undefined);
    cell[codes[index]!] = row;
    cells.set(key, cell);
  }
  const whole = [...cells.values()];
  return texts.flatMap((first, a) =>
    texts.slice(a + 1).flatMap((second, after) => {
      const b = a + 1 + after;
      const pairs = whole.flatMap((cell): MatchedPair[] => (cell[a] && cell[b] ? [[cell[a], cell[b]]] : []));
      return pairs.length > 0 ? [{ values: [first, second] as const, pairs }] : [];
    }),
  );
}

/** A key for the values of a row, the same for the same values: one number where that is large enough, which is quicker. */
function keysOf(columns: readonly Column[]): (row: number) => number | string {
  const cells = columns.reduce((product, { texts }) => product * texts.length, 1);
  return cells <= Number.MAX_SAFE_INTEGER
    ? (row) => columns.reduce((key, { codes, texts }) => key * texts.length + codes[row]!, 0)
    : (row) => columns.map(({ codes }) => codes[row]).join(' ');
}
