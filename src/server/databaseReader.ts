import { statSync } from 'node:fs';
import { Boards, type Database, openDatabase, SHORT_BUSY_TIMEOUT_MS } from '../store/index.ts';

/** While another process has the file locked, who asks is told so at once: all readers share this thread. */
const busyTimeoutMs = SHORT_BUSY_TIMEOUT_MS;

/** The database, open for reading from the first page that needs it, and opened again when the file is another. */
export class DatabaseReader {
  readonly path: string;
  private open: { readonly db: Database; readonly boards: Boards; readonly inode: number } | undefined;

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
    const inode = inodeOf(this.path);
    if (this.open && this.open.inode !== inode) this.close();
    if (!this.open) {
      const db = openDatabase(this.path, { readonly: true, busyTimeoutMs });
      this.open = { db, boards: new Boards(db), inode };
    }
    return this.open;
  }

  close(): void {
    this.open?.db.close();
    this.open = undefined;
  }
}

/** Tells one file from its successor of the same name; 0 where there is none. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
