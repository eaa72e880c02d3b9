import { Boards, type Database, openDatabase, SHORT_BUSY_TIMEOUT_MS } from '../../store/index.ts';

/** While another process has the file locked, who asks is told so at once: all readers share this thread. */
const busyTimeoutMs = SHORT_BUSY_TIMEOUT_MS;

/** The database, open for reading from the first page that needs it, and opened again when the file is another. */
export class DatabaseReader {
  readonly path: string;
  private open: { readonly db: Database; readonly boards: Boards } | undefined;
  private openings = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws SweepError `database_unusable` where there is no such database, until a sweep has made it. */
  get db(): Database {
    return this.opened().db;
  }

  /** The leaderboards of that database. */
  get boards(): Boards {
    return this.opened().boards;
  }

  /** Changes when anything was committed, and when the file is another. */
  changeToken(): string {
    const token = this.db.changeToken();
    return `${this.openings}.${token}`;
  }

  /** Makes a page on one snapshot of the database: all that it shows is of one moment, and what it shares is read once. */
  snapshot<T>(make: () => T): T {
    return this.db.read(make);
  }

  /**
   * Runs an action on a connection of its own that may write, and closes it. Nothing is created where there is no
   * database.
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
      this.open = { db, boards: new Boards(db) };
      this.openings++;
    }
    return this.open;
  }

  close(): void {
    this.open?.db.close();
    this.open = undefined;
  }
}
