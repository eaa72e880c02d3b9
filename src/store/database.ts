import { databaseError } from './databaseError.ts';
import type { Fate, HeldFile } from './open/heldFile.ts';
import { type Connection, type Orm, queryBuilder, type Statement } from './sqlite.ts';

export type { Orm } from './sqlite.ts';

/** An open database file with all tables; made by `openDatabase`. All calls are synchronous. */
export class Database {
  /** Absolute, or `:memory:`. */
  readonly path: string;
  private readonly sqlite: Connection;
  private readonly orm: Orm;
  /** Undefined where it is in memory. */
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

  /**
   * Holds one snapshot while others have their turn: until `queries` settles, every `read` of this object is on it.
   * Meanwhile the WAL of a database that is written to grows.
   */
  async readAwhile<T>(queries: () => Promise<T>): Promise<T> {
    this.translated(() => this.sqlite.exec('BEGIN'));
    try {
      return await queries();
    } finally {
      if (this.sqlite.inTransaction) this.translated(() => this.sqlite.exec('COMMIT'));
    }
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
   * Whether its path still names this database. Where not, because the file was removed, renamed or replaced, what is
   * read and written is in the file that was opened, which `rescue` saves.
   */
  isInPlace(): boolean {
    if (this.hasMoved) return false;
    if (!this.held || this.sqlite.inTransaction || this.held.isInPlace()) return true;
    this.hasMoved = true;
    try {
      this.checkpoint();
    } catch {
      // Somebody reads it: what is not yet in the file itself goes along in its WAL.
    }
    this.held.leavePath();
    return false;
  }

  /** What became of the file. */
  fate(): Fate {
    return this.held?.fate() ?? { atPath: 'itself', name: this.path, isRenamed: false };
  }

  /** Brings all that was written into the file of that name, its own; whether it is whole there. */
  mergeInto(name: string): boolean {
    const wal = this.held?.walAt(name);
    if (wal === 'another') return false;
    return this.checkpoint() || wal === 'its own';
  }

  /** Writes a copy of it, as it is at one moment, to a new file. */
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

  /** Leaves a file that was renamed whole. Closing twice is harmless. */
  close(): void {
    if (this.sqlite.open) this.isInPlace();
    this.translated(() => this.sqlite.close());
  }

  /** Brings the WAL into the file; whether all of it could be. */
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
