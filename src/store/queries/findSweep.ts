import { and, count, desc, eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import { nearest } from '../../sweepfile/suggest.ts';
import { sweepIsThere } from '../annotations/target.ts';
import type { Database, Orm } from '../database.ts';
import { sweeps } from '../schema.ts';
import { type SweepInfo, sweepById, toSweepInfo } from './sweepInfo.ts';

/**
 * A sweep by its id, by a text that is its name (the latest of that name) or else its id, or the latest of all.
 * @throws SweepError `sweep_not_found` with similar names.
 */
export function findSweep(db: Database, nameOrId?: string | number): SweepInfo {
  return db.read((orm) => {
    const found = typeof nameOrId === 'number' ? sweepById(orm, nameOrId) : sweepNamed(orm, nameOrId);
    return found ?? notFound(orm, db.path, nameOrId?.toString());
  });
}

/** The same for a text; undefined if there is none. */
export function sweepNamed(orm: Orm, nameOrId: string | undefined): SweepInfo | undefined {
  const query = orm.select().from(sweeps).orderBy(desc(sweeps.id)).limit(1).$dynamic();
  const row = query
    .where(and(nameOrId === undefined ? undefined : eq(sweeps.name, nameOrId), sweepIsThere))
    .get();
  if (row) return toSweepInfo(row);
  const spelled = nameOrId === undefined ? undefined : spelledOtherwise(orm, nameOrId);
  if (spelled !== undefined) return sweepNamed(orm, spelled);
  return /^\d+$/.test(nameOrId ?? '') ? sweepById(orm, Number(nameOrId)) : undefined;
}

/** Number of sweeps that are there. */
export function countSweeps(db: Database): number {
  return db.read((orm) => orm.select({ all: count() }).from(sweeps).where(sweepIsThere).get()!.all);
}

/** A name that differs only in how its accents are encoded. */
function spelledOtherwise(orm: Orm, name: string): string | undefined {
  const composed = name.normalize();
  return namesOf(orm).find((other) => other !== name && other.normalize() === composed);
}

function namesOf(orm: Orm): string[] {
  const rows = orm
    .selectDistinct({ name: sweeps.name })
    .from(sweeps)
    .where(sweepIsThere)
    .orderBy(sweeps.name)
    .all();
  return rows.map(({ name }) => name);
}

function notFound(orm: Orm, path: string, nameOrId: string | undefined): never {
  const names = namesOf(orm);
  if (names.length === 0) {
    const hint = 'Run a sweep first (`sweep run SPEC`), or name another database with --db.';
    throw new SweepError('sweep_not_found', `There is no sweep in ${path} yet.`, hint);
  }
  const wanted = nameOrId ?? '';
  const near = names.filter((name) => resembles(name, wanted));
  const trialOf = names.find((name) => wanted.startsWith(`${name}/`));
  const meant = nearest(wanted, names) ?? near.join(' or ');
  const hint = trialOf
    ? `That names a trial of ${trialOf}, and a sweep is needed here.`
    : meant
      ? `Did you mean ${meant}?`
      : `There are: ${names.join(', ')}.`;
  throw new SweepError('sweep_not_found', `There is no sweep "${nameOrId}" in ${path}.`, hint);
}

function resembles(name: string, wanted: string): boolean {
  const [a, b] = [name.toLowerCase(), wanted.toLowerCase()];
  return b !== '' && (a.includes(b) || b.includes(a) || a.slice(0, 3) === b.slice(0, 3));
}
