import { desc, eq } from 'drizzle-orm';
import type { Database, Orm } from '../database.ts';
import { requests } from '../schema.ts';
import type { RequestAnswer, RequestWish } from '../store.ts';
import { wishOf } from '../writing/requests.ts';

/** A request and its answer. Times are milliseconds since 1970. */
export type RequestRecord = {
  readonly id: number;
  /** The place it was made in, such as `dashboard`. */
  readonly origin: string;
  readonly madeAtMs: number;
  /** Time at which the running process read it, and its answer; null until then. */
  readonly takenAtMs: number | null;
  readonly answer: RequestAnswer | null;
} & RequestWish;

/** The latest requests about a sweep, the latest first. */
export function listRequests(db: Database, sweepId: number, limit: number): RequestRecord[] {
  return db.read((orm) => requestsQuery(orm, sweepId, limit).all()).map(toRecord);
}

export function requestsQuery(orm: Orm, sweepId: number, limit: number) {
  return orm
    .select()
    .from(requests)
    .where(eq(requests.sweepId, sweepId))
    .orderBy(desc(requests.id))
    .limit(limit);
}

function toRecord(row: typeof requests.$inferSelect): RequestRecord {
  const { id, origin, madeAtMs, takenAtMs, accepted, outcome } = row;
  const answer = accepted === null || outcome === null ? null : { accepted, outcome };
  return { id, origin, madeAtMs, takenAtMs, answer, ...wishOf(row) };
}
