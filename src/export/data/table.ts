import type { ParameterValue } from '../../configuration.ts';
import type { Database, SweepInfo } from '../../store/index.ts';

export const TABLE_NAMES = ['trials', 'epochs'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * The type of the cells of a column: `timestamp` is milliseconds since 1970; `json` is a number, a text or a
 * list, written as JSON if a format has no lists.
 */
export type ColumnType = 'string' | 'boolean' | 'int32' | 'int64' | 'double' | 'timestamp' | 'json';

/** Null if there is no value; a number that is not finite is no value either, as in the database. */
export type Cell = ParameterValue | readonly string[] | null;

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Its meaning and its unit, in one line. */
  readonly meaning: string;
}

/** A column of rows that are made from these sources. */
export interface ColumnOf<Source> extends TableColumn {
  read(source: Source): Cell;
}

export interface Table {
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
  /** Read from the database on demand; a row has a cell for each column, in that order. */
  rows(): Iterable<readonly Cell[]>;
}

/** The part of a database that a table holds. */
export interface Excerpt {
  readonly table: Table;
  /** At least one. */
  readonly sweeps: readonly SweepInfo[];
  readonly db: Database;
  readonly where: string | undefined;
}

/** Writes an excerpt as a file. If a dataset was synthetic, the file says so. */
export interface TableWriter {
  /** The name that `--format` takes. */
  readonly name: string;
  /** A line that reads a file of that name in the program that most people use for it. */
  use(file: string): string;
  /**
   * The file in pieces, none of which is as large as the table. Meanwhile the excerpt's database is read: it
   * stays open, and on one snapshot, until the last piece was taken.
   */
  write(excerpt: Excerpt): Iterable<string | Uint8Array>;
}
