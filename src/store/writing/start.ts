import { and, eq } from 'drizzle-orm';
import type { Resumed } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';
import { forgetOutputs } from './outputs.ts';
import { takeOverHistory } from './states.ts';

/** Queued → running; see `RunningSweep.startTrial`. */
export function start(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  worker: number,
  nowMs: number,
  resumed?: Resumed,
): boolean {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'queued') return found?.state === 'running';
  const taken = resumed ? takeOverHistory(orm, found.id, trial.attempt, resumed.step) : {};
  orm
    .update(trials)
    .set({ state: 'running', worker, startedAtMs: nowMs, ...taken })
    .where(and(eq(trials.id, found.id), eq(trials.state, 'queued')))
    .run();
  forgetOutputs(orm, found.id);
  return true;
}
