import { type SQL, sql } from 'drizzle-orm';
import { type AnySQLiteColumn, check } from 'drizzle-orm/sqlite-core';

/** A CHECK that a column holds one of a fixed list of names; DDL takes no bound parameters, so they are quoted. */
export function oneOf(
  name: string,
  column: AnySQLiteColumn,
  names: readonly string[],
): ReturnType<typeof check> {
  return check(name, sql`${column} IN (${nameList(names)})`);
}

/** `'a', 'b'` for an IN; the names are constants of the program. */
export function nameList(names: readonly string[]): SQL {
  return sql.raw(names.map((each) => `'${each.replaceAll("'", "''")}'`).join(', '));
}
