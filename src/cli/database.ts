import { type Database, openDatabase } from '../store/index.ts';
import type { Context } from './context.ts';

/** Opens the database to look at it, hands it to `use` and closes it again. */
export function reading<T>({ database }: Context, use: (db: Database) => T): T {
  const db = openDatabase(database, { readonly: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}
