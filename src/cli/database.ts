import { type Database, openDatabase } from '../store/index.ts';
import type { Context } from './context.ts';

/** Opens the database for reading, hands it to `use` and closes it again. */
export function reading<T>({ database }: Context, use: (db: Database) => T): T {
  const db = openDatabase(database, { readonly: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/**
 * The same for work that takes a while: all of `use` sees one state of the database, whatever is written
 * meanwhile.
 */
export async function readingAwhile<T>({ database }: Context, use: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(database, { readonly: true });
  try {
    return await db.readAwhile(() => use(db));
  } finally {
    db.close();
  }
}

/** Opens an existing database for writing, hands it to `use` and closes it again. */
export async function writing<T>(context: Context, use: (db: Database) => Promise<T>): Promise<T> {
  reading(context, () => undefined);
  const db = openDatabase(context.database);
  try {
    return await use(db);
  } finally {
    db.close();
  }
}
