import { databaseError } from './databaseError.ts';
import type { Fate, HeldFile } from './open/heldFile.ts';
import { type Connection, type Orm, queryBuilder, type Statement } from './sqlite.ts';

export type { Orm } from './sqlite.ts';

/** An open database file with all tables, as `openDatabase` makes it. All calls are synchronous. */
export class Database {
  /** Absolute, or `:memory:`. */
  readonly path: string;
  private readonly sqlite: Connection;
  private readonly orm: Orm;
  /** Undefined for a database in memory. */
  private readonly held: HeldFile | undefined;
  private hasMoved = false;
  private changes: Statement<[], string> | undefined;
  private snapshots = 0;
  private seen: number | undefined;

  constructor(sqlite: Connection, path: string, held?: HeldFile) {
    this.sqlite = sqlite;
    this.held = held;
    this.path = path;
    this.orm = queryBuilder(sqlite);
  }

  /**
   * Runs queries on one snapshot of the file; other writers are neither seen nor delayed meanwhile. Nested
   * reads use the same snapshot.
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

  /**
   * Holds one snapshot while other work goes on: until `queries` settles, every `read` of this object is on
   * it. If the database is written to meanwhile, its WAL grows.
   */
  async readAwhile<T>(queries: () => Promise<T>): Promise<T> {
    this.translated(() => this.sqlite.exec('BEGIN'));
    try {
      return await queries();
    } finally {
      if (this.sqlite.inTransaction) this.translated(() => this.sqlite.exec('COMMIT'));
    }
  }

  /** The number of the snapshot that `read` is on, so that a caller can keep what it derived from it. */
  get snapshot(): number | undefined {
    return this.seen;
  }

  /**
   * Runs statements as one transaction, which locks the file for writing from its start: all of them count,
   * or none. A nested call belongs to the outer transaction.
   */
  write<T>(statements: (orm: Orm) => T): T {
    this.isInPlace();
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

  /**
   * Whether the path still names this database. If not, because the file was removed, renamed or replaced,
   * reads and writes go to the file that was opened; `rescue` saves it.
   */
  isInPlace(): boolean {
    if (this.hasMoved) return false;
    if (!this.held || this.sqlite.inTransaction || this.held.isInPlace()) return true;
    this.hasMoved = true;
    try {
      this.checkpoint();
    } catch {
      // Another process is reading: pages that are not in the file itself yet move with its WAL.
    }
    this.held.leavePath();
    return false;
  }

  /** What became of the file. */
  fate(): Fate {
    return this.held?.fate() ?? { atPath: 'itself', name: this.path, isRenamed: false };
  }

  /**
   * Brings all that was written into the file of that name, which must be its own; returns whether the file
   * is complete.
   */
  mergeInto(name: string): boolean {
    const wal = this.held?.walAt(name);
    if (wal === 'another') return false;
    return this.checkpoint() || wal === 'its own';
  }

  /** Writes a copy of its state at one moment to a new file. */
  copyTo(path: string): void {
    this.translated(() => {
      // A connection that only reads would refuse the new file, too.
      const refusesWrites = this.sqlite.pragma('query_only', { simple: true });
      this.sqlite.pragma('query_only = OFF');
      try {
        this.sqlite.prepare('VACUUM INTO ?').run(path);
      } finally {
        this.sqlite.pragma(`query_only = ${refusesWrites}`);
      }
    });
  }

  /** Closes the database; a renamed file is left complete. Closing twice is harmless. */
  close(): void {
    if (this.sqlite.open) this.isInPlace();
    this.translated(() => this.sqlite.close());
  }

  /** Brings the WAL into the file; returns whether all of it could be. */
  private checkpoint(): boolean {
    const rows = this.translated(() => this.sqlite.pragma('wal_checkpoint(TRUNCATE)'));
    return (rows as [{ busy: number }])[0].busy === 0;
  }

  private translated<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw databaseError(error, this.path);
    }
  }
}
