import { and, asc, eq } from 'drizzle-orm';
import type { Reckoning } from '../../trainable/trainable.ts';
import type { FoundState, TrainingState } from '../../trial/trial.ts';
import type { Database } from '../database.ts';
import { states } from '../schema.ts';
import { findState } from '../writing/findState.ts';

/** The last steps of the states of a trial that are still there, ascending. */
export function storedSteps(db: Database, trialId: number): number[] {
  return db.read((orm) =>
    orm
      .select({ step: states.step })
      .from(states)
      .where(eq(states.trialId, trialId))
      .orderBy(asc(states.step))
      .all()
      .map(({ step }) => step),
  );
}

/** The state that a trial left after a step; undefined if there is none. */
export function storedState(db: Database, trialId: number, step: number): TrainingState | undefined {
  const found = db.read((orm) =>
    orm
      .select({ course: states.course, content: states.content })
      .from(states)
      .where(and(eq(states.trialId, trialId), eq(states.step, step)))
      .get(),
  );
  return found && { step, course: found.course ?? undefined, content: new Uint8Array(found.content) };
}

/** The state with the most steps from which a trial may be trained again, whichever trial left it. */
export function nearestState(
  db: Database,
  { sweep, number }: { readonly sweep: { readonly id: number }; readonly number: number },
  reckoning: Reckoning,
): FoundState | undefined {
  const found = db.read((orm) => findState(orm, sweep.id, number, reckoning));
  if (!found || found.step > reckoning.steps) return undefined;
  return found.course === undefined || found.course === reckoning.after(found.step) ? found : undefined;
}
