import { databaseError } from './databaseError.ts';
import { type Connection, type Orm, queryBuilder, type Statement } from './sqlite.ts';

export type { Orm } from './sqlite.ts';

/** An open database file with all tables; made by `openDatabase`. All calls are synchronous. */
export class Database {
  /** Absolute, or `:memory:`. */
  readonly path: string;
  private readonly sqlite: Connection;
  private readonly orm: Orm;
  private changes: Statement<[], string> | undefined;
  private snapshots = 0;
  private seen: number | undefined;

  constructor(sqlite: Connection, path: string) {
    this.sqlite = sqlite;
    this.path = path;
    this.orm = queryBuilder(sqlite);
  }

  /**
   * Runs queries on one snapshot of the file; writers elsewhere are neither seen nor held up meanwhile. Reads within it
   * are on the same snapshot.
   */
  read<T>(queries: (orm: Orm) => T): T {
    return this.translated(() => {
      if (this.sqlite.inTransaction) return queries(this.orm);
      this.seen = ++this.snapshots;
      try {
        return this.sqlite.transaction(() => queries(this.orm)).deferred();
      } finally {
        this.seen = undefined;
      }
    });
  }

  /** Which snapshot the queries of `read` are on, so that what was derived from it is not derived twice. */
  get snapshot(): number | undefined {
    return this.seen;
  }

  /**
   * Runs statements as one transaction that has the file to itself from its start: all of them count, or none. Within
   * another one they are part of it.
   */
  write<T>(statements: (orm: Orm) => T): T {
    return this.translated(() =>
      this.sqlite.inTransaction
        ? statements(this.orm)
        : this.sqlite.transaction(() => statements(this.orm)).immediate(),
    );
  }

  /**
   * A text that changes when anything was committed, here or by another process, so that a dashboard knows when
   * to look again. It costs microseconds; only tokens of the same open database compare.
   */
  changeToken(): string {
    return this.translated(() => {
      this.changes ??= this.sqlite
        .prepare<[], string>("SELECT data_version || '.' || total_changes() FROM pragma_data_version")
        .pluck();
      return this.changes.get()!;
    });
  }

  /** Closing twice is harmless. */
  close(): void {
    this.translated(() => this.sqlite.close());
  }

  private translated<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw databaseError(error, this.path);
    }
  }
}
