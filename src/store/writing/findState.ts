import { and, eq, gte, isNotNull, lt, lte, sql } from 'drizzle-orm';
import type { Reckoning } from '../../trainable/trainable.ts';
import type { FoundState, StoredCourse } from '../../trial/trial.ts';
import { sweepIsThere, trialIsThere } from '../annotations/target.ts';
import type { Orm } from '../database.ts';
import { configurations, history, metrics, states, steps, sweeps, trials } from '../schema.ts';

/**
 * The character after a root in the digests that begin with it, and the character that follows it in sort
 * order.
 */
const [SEPARATOR, NEXT] = ['-', '.'];

interface Candidate {
  readonly trialId: number;
  readonly attempt: number;
  readonly step: number;
  readonly sweepId: number;
  readonly number: number;
}

/**
 * The state with the most steps that a trial may go on from: one of its own or, if its course can be
 * computed, one of any trial with the same course. See `RunningSweep.trainingState`.
 */
export function findState(
  orm: Orm,
  sweepId: number,
  number: number,
  reckoning?: Reckoning,
): FoundState | undefined {
  const own = ownStates(orm, sweepId, number);
  const fits = ({ course, step }: { course: string | null; step: number }) =>
    !reckoning || (step <= reckoning.steps && (course === null || course === reckoning.after(step)));
  const others = reckoning ? equalStates(orm, sweepId, number, reckoning) : [];
  // A state of its own that does not fit is reported if there is no other.
  const found = furthest([...own.filter(fits), ...others]) ?? furthest(own);
  if (!found) return undefined;
  const { trialId, attempt, step } = found;
  const where = and(eq(states.trialId, trialId), eq(states.step, step));
  const { content, course } = orm.select().from(states).where(where).get()!;
  const isOwn = found.sweepId === sweepId && found.number === number;
  return {
    step,
    ...(course === null ? {} : { course }),
    content: new Uint8Array(content),
    from: { trialId, attempt },
    ...(isOwn ? {} : { origin: { sweep: found.sweepId, trial: found.number, step } }),
  };
}

/** See `RunningSweep.courses`. */
export function courses(orm: Orm, sweepId?: number): StoredCourse[] {
  return orm
    .select({
      course: sql<string>`${states.course}`,
      sweepId: trials.sweepId,
      trial: trials.number,
      hash: configurations.hash,
      seed: trials.seed,
    })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(and(isNotNull(states.course), trialIsThere, sweepIsThere))
    .all()
    .map(({ trial, sweepId: of, ...state }) => ({ ...state, ...(of === sweepId ? { trial } : {}) }));
}

/** See `RunningSweep.curveBefore`. */
export function curveBefore(orm: Orm, { from, step }: FoundState, metric: string) {
  const isOf = (table: typeof history | typeof steps) =>
    and(eq(table.trialId, from.trialId), eq(table.attempt, from.attempt), lte(table.step, step));
  const values = new Map(
    orm
      .select({ step: history.step, value: history.value })
      .from(history)
      .innerJoin(metrics, eq(metrics.id, history.metricId))
      .where(and(isOf(history), eq(metrics.name, metric)))
      .all()
      .map((row): [number, number | null] => [row.step, row.value]),
  );
  let elapsedMs = 0;
  return orm
    .select({ step: steps.step, durationMs: steps.durationMs })
    .from(steps)
    .where(isOf(steps))
    .orderBy(steps.step)
    .all()
    .flatMap((row) => {
      elapsedMs += row.durationMs;
      const value = values.get(row.step) ?? null;
      return value === null ? [] : [{ step: row.step, value, elapsedMs }];
    });
}

function ownStates(orm: Orm, sweepId: number, number: number) {
  return orm
    .select(columns)
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .all();
}

function equalStates(orm: Orm, sweepId: number, number: number, reckoning: Reckoning) {
  const { root } = reckoning;
  const own = orm
    .select({ hash: configurations.hash, seed: trials.seed })
    .from(trials)
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .get();
  const isTwin = (other: { sweepId: number; hash: string; seed: number }) =>
    other.sweepId !== sweepId && other.hash === own?.hash && other.seed === own.seed;
  return orm
    .select({ ...columns, hash: configurations.hash, seed: trials.seed })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(
      and(
        gte(states.course, root + SEPARATOR),
        lt(states.course, root + NEXT),
        lte(states.step, reckoning.steps),
        trialIsThere,
        sweepIsThere,
      ),
    )
    .all()
    .filter((state) => state.course === reckoning.after(state.step) && !isTwin(state));
}

const columns = {
  trialId: states.trialId,
  attempt: states.attempt,
  step: states.step,
  course: states.course,
  sweepId: trials.sweepId,
  number: trials.number,
};

/** The first of those with the most steps. */
function furthest<Each extends Candidate>(candidates: readonly Each[]): Each | undefined {
  return candidates.reduce<Each | undefined>(
    (best, each) => (best === undefined || each.step > best.step ? each : best),
    undefined,
  );
}
