import { and, asc, count, eq, gt, max, sql } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { TrialOrigin, TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trialDurationMs, trialEndedAtMs } from '../elapsed.ts';
import { configurations, trialAnnotations, trialChanges, trials } from '../schema.ts';

/** The data of one trial that ranking needs. */
export interface TrialScore {
  readonly trialId: number;
  readonly number: number;
  /** Counted from 0. */
  readonly replicate: number;
  readonly configuration: ConfigurationOfScore;
  readonly state: TrialState;
  readonly reason: string | null;
  /** Steps reported. */
  readonly steps: number;
  readonly metrics: StoredMetrics;
  /** The step of these metrics; absent if they are the latest or final ones. */
  readonly bestStep?: number;
  readonly durationMs: number | null;
  /** The last step that this attempt took over; null if it did all steps itself. */
  readonly resumedFrom: number | null;
  readonly origin: TrialOrigin | null;
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
  readonly parameters: Configuration;
  readonly facts: Facts;
}

/** The configurations of a sweep with an id above `after`; all of them after 0. */
export function configurationsQuery(orm: Orm, sweepId: number, after = 0) {
  return orm
    .select({
      id: configurations.id,
      hash: configurations.hash,
      parameters: configurations.parameters,
      facts: configurations.facts,
    })
    .from(configurations)
    .where(and(eq(configurations.sweepId, sweepId), gt(configurations.id, after)));
}

/** Rows read at once: the raw rows of a large sweep are never all in memory. */
export const AT_ONCE = 1000;

const scoreColumns = {
  trialId: trials.id,
  number: trials.number,
  replicate: trials.replicate,
  configurationId: trials.configurationId,
  state: trials.state,
  reason: sql<string | null>`iif(${trials.reasonCode} IS NULL, NULL, ${trials.reasonMessage})`,
  steps: trials.steps,
  metrics: trials.metrics,
  durationMs: trialDurationMs,
  resumedFrom: trials.resumedFrom,
  origin: trials.origin,
  worker: trials.worker,
  startedAtMs: trials.startedAtMs,
  endedAtMs: trialEndedAtMs,
  hidden: trialAnnotations.hidden,
  tags: trialAnnotations.tags,
  deletedAtMs: trialAnnotations.deletedAtMs,
};

/** The next trials of a sweep after a trial number, deleted ones included, by number. */
export function scoresQuery(orm: Orm, sweepId: number, after = 0) {
  return orm
    .select(scoreColumns)
    .from(trials)
    .leftJoin(trialAnnotations, eq(trialAnnotations.trialId, trials.id))
    .where(and(eq(trials.sweepId, sweepId), gt(trials.number, after)))
    .orderBy(asc(trials.number))
    .limit(AT_ONCE);
}

/** The trials of a sweep that have changed since. (SQLite begins with the left side of a cross join.) */
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

/** Number of trials of a sweep, deleted ones included: one look-up in an index. */
export function countTrialsQuery(orm: Orm, sweepId: number) {
  return orm.select({ total: count() }).from(trials).where(eq(trials.sweepId, sweepId));
}

/** The last change of any trial; undefined if there is no trial. */
export function lastChangeQuery(orm: Orm) {
  return orm.select({ last: max(trialChanges.change) }).from(trialChanges);
}

/** A row as a score; if no process runs the sweep, the trial is not running. The row itself is changed. */
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
