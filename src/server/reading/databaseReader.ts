import { BesideBest } from '../../comparison/index.ts';
import { Boards, type Database, openDatabase, SHORT_BUSY_TIMEOUT_MS } from '../../store/index.ts';

/** While another process has the file locked, a reader is told so at once: all readers share this thread. */
const busyTimeoutMs = SHORT_BUSY_TIMEOUT_MS;

/**
 * The database, opened for reading by the first page that needs it, and opened again when another file takes
 * its place.
 */
export class DatabaseReader {
  readonly path: string;
  private open: { readonly db: Database; readonly boards: Boards; readonly beside: BesideBest } | undefined;
  private openings = 0;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * @throws SweepError `database_unusable` as long as there is no such database.
   */
  get db(): Database {
    return this.opened().db;
  }

  /** The leaderboards of that database. */
  get boards(): Boards {
    return this.opened().boards;
  }

  /** How rows of that database's leaderboards stand beside the best ones. */
  get beside(): BesideBest {
    return this.opened().beside;
  }

  /** Changes after every commit, and when another file takes the database's place. */
  changeToken(): string {
    const token = this.db.changeToken();
    return `${this.openings}.${token}`;
  }

  /**
   * Makes a page on one snapshot of the database: all its numbers are of one moment, and shared ones are read
   * once.
   */
  snapshot<T>(make: () => T): T {
    return this.db.read(make);
  }

  /**
   * Runs an action on a connection of its own that may write, then closes it. It never creates a database.
   */
  write<T>(action: (db: Database) => T): T {
    this.opened();
    const db = openDatabase(this.path, { busyTimeoutMs });
    try {
      return action(db);
    } finally {
      db.close();
    }
  }

  private opened() {
    if (this.open?.db.isInPlace() === false) this.close();
    if (!this.open) {
      const db = openDatabase(this.path, { readonly: true, busyTimeoutMs });
      this.open = { db, boards: new Boards(db), beside: new BesideBest(db) };
      this.openings++;
    }
    return this.open;
  }

  close(): void {
    this.open?.db.close();
    this.open = undefined;
  }
}
