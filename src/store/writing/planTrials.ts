import { and, eq, max, sql } from 'drizzle-orm';
import { configurationHash } from '../../configuration.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { configurations, trials } from '../schema.ts';
import { MOST_CRASHES, type PlannedConfiguration, type PlannedTrial } from '../store.ts';
import { requeue } from './requeue.ts';
import { stateStep } from './states.ts';

const RUN_AGAIN: readonly TrialState[] = ['failed', 'cancelled'];

/** Makes the database hold a trial for every cell; see `RunningSweep.planTrials`. */
export function plan(
  orm: Orm,
  sweepId: number,
  planned: readonly PlannedConfiguration[],
  seeds: readonly number[],
  firstReplicate = 0,
): PlannedTrial[] {
  const cells = new Map(planned.map((each) => [configurationHash(each.configuration), each]));
  let last = lastNumber(orm, sweepId);
  return [...cells].flatMap(([hash, each]) => {
    const configurationId = findOrAddConfiguration(orm, sweepId, hash, each);
    return seeds.map((seed, index) => {
      const replicate = firstReplicate + index;
      const cell = { sweepId, configurationId, replicate };
      const trial = findTrial(orm, cell) ?? addTrial(orm, { ...cell, number: ++last, seed });
      const { number, attempt, state, crashes, thawed } = again(orm, trial);
      const { configuration, facts } = each;
      const { plannedSteps } = facts;
      const resumesAfter = state === 'queued' ? stateStep(orm, trial.id) : undefined;
      const known = {
        ...(plannedSteps === undefined ? {} : { plannedSteps }),
        ...(resumesAfter === undefined ? {} : { resumesAfter }),
        ...(thawed === null ? {} : { thawed }),
      };
      return { number, attempt, configuration, replicate, seed: trial.seed, state, crashes, ...known };
    });
  });
}

/** The next attempt of a failed or cancelled trial; any other trial unchanged. */
function again(orm: Orm, trial: TrialRow): Omit<TrialRow, 'id' | 'seed'> {
  if (!RUN_AGAIN.includes(trial.state)) return trial;
  const requeued = requeue(orm, eq(trials.id, trial.id), RUN_AGAIN)!;
  const crashes = Math.min(trial.crashes, MOST_CRASHES - 1);
  orm.update(trials).set({ crashes }).where(eq(trials.id, trial.id)).run();
  return { ...requeued, state: 'queued', crashes, thawed: null };
}

function findOrAddConfiguration(
  orm: Orm,
  sweepId: number,
  hash: string,
  { configuration, facts, details }: PlannedConfiguration,
): number {
  const found = orm
    .select({ id: configurations.id, facts: configurations.facts })
    .from(configurations)
    .where(and(eq(configurations.sweepId, sweepId), eq(configurations.hash, hash)))
    .get();
  if (found) {
    // An older version knew fewer facts.
    const isNew = Object.entries(facts).some(([name, value]) => found.facts[name] !== value);
    if (isNew) orm.update(configurations).set({ facts }).where(eq(configurations.id, found.id)).run();
    return found.id;
  }
  return orm
    .insert(configurations)
    .values({ sweepId, hash, parameters: configuration, facts, details: details ?? null })
    .returning({ id: configurations.id })
    .get().id;
}

interface Cell {
  readonly sweepId: number;
  readonly configurationId: number;
  readonly replicate: number;
}

const identified = {
  id: trials.id,
  number: trials.number,
  attempt: trials.attempt,
  seed: trials.seed,
  state: trials.state,
  crashes: trials.crashes,
  thawed: sql<string | null>`iif(${trials.reasonCode} = 'thawed', ${trials.reasonMessage}, NULL)`,
};

type TrialRow = Pick<typeof trials.$inferSelect, Exclude<keyof typeof identified, 'thawed'>> & {
  readonly thawed: string | null;
};

function findTrial(orm: Orm, { sweepId, configurationId, replicate }: Cell) {
  return orm
    .select(identified)
    .from(trials)
    .where(
      and(
        eq(trials.sweepId, sweepId),
        eq(trials.configurationId, configurationId),
        eq(trials.replicate, replicate),
      ),
    )
    .get();
}

function addTrial(orm: Orm, cell: Cell & { readonly number: number; readonly seed: number }) {
  return orm
    .insert(trials)
    .values({ ...cell, state: 'queued', attempt: 1, steps: 0 })
    .returning(identified)
    .get();
}

function lastNumber(orm: Orm, sweepId: number): number {
  const found = orm
    .select({ last: max(trials.number) })
    .from(trials)
    .where(eq(trials.sweepId, sweepId))
    .get();
  return found?.last ?? 0;
}
