import { type SQL, sql } from 'drizzle-orm';
import { trials } from './schema.ts';

/**
 * A trial's duration and end. Older versions took them from the machine's clock, which may have been set back in between;
 * an ended trial is never changed, so it is read as one that took no time.
 */
export const trialDurationMs: SQL<number | null> = sql<number | null>`max(${trials.durationMs}, 0)`;
export const trialEndedAtMs: SQL<number | null> = sql<
  number | null
>`iif(${trials.endedAtMs} < ${trials.startedAtMs}, ${trials.startedAtMs}, ${trials.endedAtMs})`;

/** The same without the steps that another trial did for it: the time actually spent. */
export const trialSpentMs: SQL<number | null> = sql<
  number | null
>`max(${trials.durationMs} - coalesce(json_extract(${trials.origin}, '$.durationMs'), 0), 0)`;
