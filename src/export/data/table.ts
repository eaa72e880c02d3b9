import type { ParameterValue } from '../../configuration.ts';
import type { Database, SweepInfo } from '../../store/index.ts';

export const TABLE_NAMES = ['trials', 'epochs'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * What the cells of a column are: `timestamp` is milliseconds since 1970, `json` a number, a text or a list, which is
 * JSON where a format has no lists.
 */
export type ColumnType = 'string' | 'boolean' | 'int32' | 'int64' | 'double' | 'timestamp' | 'json';

/** Null where there is no value; a number that is not finite is no value either, as the database has it. */
export type Cell = ParameterValue | readonly string[] | null;

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What it is and in which unit, in one line. */
  readonly meaning: string;
}

/** A column of rows that are made out of such sources. */
export interface ColumnOf<Source> extends TableColumn {
  read(source: Source): Cell;
}

export interface Table {
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
  /** Read from the database as they are asked for; a row has a cell for each column, in that order. */
  rows(): Iterable<readonly Cell[]>;
}

/** What is taken out of a database. */
export interface Excerpt {
  readonly table: Table;
  /** At least one. */
  readonly sweeps: readonly SweepInfo[];
  readonly db: Database;
  readonly where: string | undefined;
}

/** Writes an excerpt as a file. Where a dataset was synthetic, the file says so. */
export interface TableWriter {
  /** The name that `--format` takes. */
  readonly name: string;
  /** A line that reads a file of that name in the program it is most often for. */
  use(file: string): string;
  /**
   * The file in pieces, none of which is as large as the table. The excerpt's database is read meanwhile: it stays open,
   * and on one snapshot, until the last piece was taken.
   */
  write(excerpt: Excerpt): Iterable<string | Uint8Array>;
}
