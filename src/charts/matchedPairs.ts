import type { ParameterValue } from '../configuration.ts';
import { ownValue } from '../ownValue.ts';
import { formatValue, shortValue } from '../trial/varying.ts';
import type { RankedRow } from './ranked.ts';

/** Two configurations that differ in one parameter alone, apart from those that follow from it. */
export type MatchedPair = readonly [first: RankedRow, second: RankedRow];

/** All pairs of two values of a parameter. */
export interface MatchedValues {
  /** As people read them. */
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
  const columns = varying.map((name) => columnOf(rows, name));
  const found = new Map<string, Matching>();
  for (const [index, name] of varying.entries()) {
    const column = columns[index]!;
    if (column.values.length < 2 || column.values.length > MOST_VALUES) continue;
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
  readonly values: readonly (ParameterValue | undefined)[];
}

function columnOf(rows: readonly RankedRow[], name: string): Column {
  const known = new Map<unknown, number>();
  const values: (ParameterValue | undefined)[] = [];
  const codes = rows.map(({ parameters }) => {
    const value = ownValue(parameters, name);
    const key = typeof value === 'object' ? formatValue(value) : value;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, values.length);
    return values.push(value) - 1;
  });
  return { codes, values };
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
  return repeated.size === column.values.length;
}

function matchedValues(
  rows: readonly RankedRow[],
  { codes, values }: Column,
  others: readonly Column[],
): MatchedValues[] {
  const cells = cellsOf(rows.length, others).map((members) => {
    const cell = new Array<RankedRow | undefined>(values.length).fill(undefined);
    for (const index of members) cell[codes[index]!] = rows[index];
    return cell;
  });
  const texts = values.map(shortValue);
  return texts.flatMap((first, a) =>
    texts.slice(a + 1).flatMap((second, after) => {
      const b = a + 1 + after;
      const pairs = cells.flatMap((cell): MatchedPair[] => (cell[a] && cell[b] ? [[cell[a], cell[b]]] : []));
      return pairs.length > 0 ? [{ values: [first, second] as const, pairs }] : [];
    }),
  );
}

/**
 * The rows that are equal in all of these columns, two or more together. Each column parts what those before it left
 * together, the one with the most values first: it leaves few.
 */
function cellsOf(rows: number, columns: readonly Column[]): number[][] {
  let cells = [Array.from({ length: rows }, (_, index) => index)];
  for (const { codes } of [...columns].sort((a, b) => b.values.length - a.values.length)) {
    cells = cells.flatMap((members) => {
      const parts = new Map<number, number[]>();
      for (const index of members) {
        const part = parts.get(codes[index]!);
        if (part) part.push(index);
        else parts.set(codes[index]!, [index]);
      }
      return [...parts.values()].filter(({ length }) => length > 1);
    });
  }
  return cells;
}
