import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { requests } from '../schema.ts';
import type { OpenRequest, RequestAnswer, RequestWish } from '../store.ts';

/** The unanswered requests about a sweep; see `RunningSweep.openRequests`. */
export function openRequests(
  orm: Orm,
  { sweepId, runCount }: { readonly sweepId: number; readonly runCount: number },
): OpenRequest[] {
  const open = openRequestsQuery(orm, sweepId).all();
  return open.map((row) => ({ id: row.id, stale: row.runCount !== runCount, ...wishOf(row) }));
}

export function openRequestsQuery(orm: Orm, sweepId: number) {
  return orm
    .select()
    .from(requests)
    .where(and(eq(requests.sweepId, sweepId), isNull(requests.takenAtMs)))
    .orderBy(asc(requests.id));
}

/** Answers a request that is still open. */
export function answerRequest(orm: Orm, id: number, answer: RequestAnswer, nowMs: number): void {
  orm
    .update(requests)
    .set({ ...answer, takenAtMs: nowMs })
    .where(and(eq(requests.id, id), isNull(requests.takenAtMs)))
    .run();
}

/** Refuses requests that came too late for the run that ends. */
export function refuseOpenRequests(orm: Orm, sweepId: number, nowMs: number): void {
  for (const { id } of openRequestsQuery(orm, sweepId).all()) {
    answerRequest(orm, id, { accepted: false, outcome: 'The sweep ended before it read this.' }, nowMs);
  }
}

/** The wish of a row; the table's checks hold the two columns to their kinds. */
export function wishOf({ kind, trial, value }: typeof requests.$inferSelect): RequestWish {
  if (kind === 'stop_trial') return { kind, trial: trial! };
  if (kind === 'raise_run_cap') return { kind, runCap: value! };
  return { kind };
}
