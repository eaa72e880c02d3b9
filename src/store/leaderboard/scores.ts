import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import type { Assignment, ModelName } from '../../configuration.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trialDurationMs, trialEndedAtMs } from '../elapsed.ts';
import { configurations, sweepAnnotations, trialAnnotations, trialChanges, trials } from '../schema.ts';
import type { FinalMetrics } from './row.ts';

/** What ranking needs of one trial. */
export interface TrialScore extends FinalMetrics {
  readonly trialId: number;
  readonly number: number;
  readonly configuration: ConfigurationOfScore;
  readonly state: TrialState;
  readonly reason: string | null;
  readonly epochs: number;
  /** Whose metrics these are, from 1; absent where they are the last one's. */
  readonly bestEpoch?: number;
  readonly durationMs: number | null;
  /** Of one image alone, once trained; null where it was not measured. */
  readonly latencyMs: number | null;
  readonly worker: number | null;
  /** Milliseconds since 1970, of the current attempt. */
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly hidden: boolean;
  readonly tags: readonly string[];
}

export interface ConfigurationOfScore {
  readonly id: number;
  readonly hash: string;
  readonly model: ModelName;
  readonly parameters: Assignment;
  readonly parameterCount: number;
  /** Floating-point operations of one image's forward pass. */
  readonly flops: number;
}

/** All metrics of a trial's row, under Keras's keys. */
export const metricColumns = {
  loss: trials.loss,
  accuracy: trials.accuracy,
  val_loss: trials.valLoss,
  val_accuracy: trials.valAccuracy,
  test_loss: trials.testLoss,
  test_accuracy: trials.testAccuracy,
};

/** The configurations of a sweep that came after the one of that id: all of them after 0. */
export function configurationsQuery(orm: Orm, sweepId: number, after = 0) {
  return orm
    .select({
      id: configurations.id,
      hash: configurations.hash,
      model: configurations.model,
      parameters: configurations.parameters,
      parameterCount: configurations.parameterCount,
      flops: configurations.flops,
    })
    .from(configurations)
    .where(and(eq(configurations.sweepId, sweepId), gt(configurations.id, after)));
}

const scoreColumns = {
  trialId: trials.id,
  number: trials.number,
  configurationId: trials.configurationId,
  state: trials.state,
  reason: sql<string | null>`iif(${trials.reasonCode} IS NULL, NULL, ${trials.reasonMessage})`,
  epochs: trials.epochs,
  durationMs: trialDurationMs,
  latencyMs: trials.latencyMs,
  worker: trials.worker,
  startedAtMs: trials.startedAtMs,
  endedAtMs: trialEndedAtMs,
  hidden: trialAnnotations.hidden,
  tags: trialAnnotations.tags,
  deletedAtMs: trialAnnotations.deletedAtMs,
  ...metricColumns,
};

/** All trials of a sweep, deleted ones included, by number. */
export function scoresQuery(orm: Orm, sweepId: number) {
  return orm
    .select(scoreColumns)
    .from(trials)
    .leftJoin(trialAnnotations, eq(trialAnnotations.trialId, trials.id))
    .where(eq(trials.sweepId, sweepId))
    .orderBy(asc(trials.number));
}

/** Those trials of a sweep that have changed since. (SQLite begins with the left side of a cross join.) */
export function changedScoresQuery(orm: Orm, sweepId: number, since: number) {
  return orm
    .select(scoreColumns)
    .from(trialChanges)
    .crossJoin(trials)
    .leftJoin(trialAnnotations, eq(trialAnnotations.trialId, trials.id))
    .where(
      and(gt(trialChanges.change, since), eq(trials.id, trialChanges.trialId), eq(trials.sweepId, sweepId)),
    );
}

/** How often trials of a sweep were removed for good; none where that never happened. */
export function removalsQuery(orm: Orm, sweepId: number) {
  return orm
    .select({ removals: sweepAnnotations.removals })
    .from(sweepAnnotations)
    .where(eq(sweepAnnotations.sweepId, sweepId));
}

/** The last change of any trial; none where there is no trial. */
export function lastChangeQuery(orm: Orm) {
  return orm.select({ last: max(trialChanges.change) }).from(trialChanges);
}

/** All trials of a sweep, by number; where no process runs it, none is running. */
export function trialScores(orm: Orm, sweepId: number, running: boolean): TrialScore[] {
  const byId = new Map(
    configurationsQuery(orm, sweepId)
      .all()
      .map((each) => [each.id, each]),
  );
  return scoresQuery(orm, sweepId)
    .all()
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .map((row) => toScore(row, byId.get(row.configurationId)!, running));
}

/** A row as a score; where no process runs the sweep, the trial is not running. The row itself is filled in. */
export function toScore(
  row: ReturnType<ReturnType<typeof scoresQuery>['all']>[number],
  configuration: ConfigurationOfScore,
  running: boolean,
): TrialScore {
  return Object.assign(row, {
    configuration,
    state: row.state === 'running' && !running ? ('queued' as const) : row.state,
    hidden: row.hidden ?? false,
    tags: row.tags ?? NO_TAGS,
  });
}

const NO_TAGS: string[] = [];
