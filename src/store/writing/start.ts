import { and, eq } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';
import { forgetOutputs } from './outputs.ts';

/** Queued → running; see `RunningSweep.startTrial`. */
export function start(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  worker: number,
  nowMs: number,
): boolean {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'queued') return found?.state === 'running';
  orm
    .update(trials)
    .set({ state: 'running', worker, startedAtMs: nowMs })
    .where(and(eq(trials.id, found.id), eq(trials.state, 'queued')))
    .run();
  forgetOutputs(orm, found.id);
  return true;
}
