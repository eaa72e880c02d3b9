import { and, desc, eq, lte } from 'drizzle-orm';
import type { FoundState, Resumed } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { states, trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';
import { forgetOutputs } from './outputs.ts';
import { keptOrigin, takeOverHistory } from './takeOver.ts';

/** Queued → running; see `RunningSweep.startTrial`. */
export function start(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  worker: number,
  nowMs: number,
  resumed?: Resumed,
  state?: Pick<FoundState, 'from' | 'origin'>,
): boolean {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'queued') return found?.state === 'running';
  const from = state?.from ?? (resumed && leftBy(orm, found.id, resumed.step));
  const taker = { sweepId, trialId: found.id, attempt: trial.attempt };
  const taken = resumed && from ? takeOverHistory(orm, taker, from, resumed.step) : {};
  const origin =
    resumed && state?.origin
      ? { ...state.origin, step: resumed.step, durationMs: resumed.elapsedMs }
      : keptOrigin(orm, found.id, resumed?.step);
  orm
    .update(trials)
    .set({ state: 'running', worker, startedAtMs: nowMs, origin, ...taken })
    .where(and(eq(trials.id, found.id), eq(trials.state, 'queued')))
    .run();
  forgetOutputs(orm, found.id);
  return true;
}

/** The attempt of a trial that left its state after this step or an earlier one. */
function leftBy(orm: Orm, trialId: number, step: number): FoundState['from'] | undefined {
  return orm
    .select({ trialId: states.trialId, attempt: states.attempt })
    .from(states)
    .where(and(eq(states.trialId, trialId), lte(states.step, step)))
    .orderBy(desc(states.step))
    .get();
}
