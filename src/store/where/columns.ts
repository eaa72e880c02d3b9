import type { ParameterValue } from '../../configuration.ts';
import { nearest } from '../../sweepfile/suggest.ts';

/** A property that rows can be filtered and sorted by. */
export interface Column<Row> {
  readonly name: string;
  readonly otherNames?: readonly string[];
  /** The type of its values; `any` if it depends on the row. */
  readonly type: 'number' | 'text' | 'any';
  /** Units that may follow a number, such as `s`, with the factor of each. */
  readonly units?: Readonly<Record<string, number>>;
  /** Which values come first in a sort. */
  readonly best: 'high' | 'low';
  /** The row's value; undefined or null if it has none. */
  read(row: Row): ParameterValue | null | undefined;
  /**
   * All values of a row that has several; the row is equal to each of them. `read` then joins them, for a
   * sort.
   */
  readAll?(row: Row): readonly ParameterValue[];
}

export function findColumn<Row>(columns: readonly Column<Row>[], name: string): Column<Row> | undefined {
  return columns.find((column) => column.name === name || column.otherNames?.includes(name));
}

/**
 * "Did you mean" with the most similar name, the names that share a beginning or contain one another, or else
 * all.
 */
export function suggestColumns<Row>(columns: readonly Column<Row>[], name: string): string {
  const names = columns.map((column) => column.name);
  const meant = nearest(
    name,
    columns.flatMap((column) => [column.name, ...(column.otherNames ?? [])]),
  );
  if (meant) return `Did you mean ${findColumn(columns, meant)!.name}?`;
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return `There are: ${names.join(', ')}.`;
  const near = names.filter((each) => {
    const other = each.toLowerCase();
    return other.includes(wanted) || wanted.includes(other) || other.slice(0, 3) === wanted.slice(0, 3);
  });
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${names.join(', ')}.`;
}
