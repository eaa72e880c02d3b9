import { asc, eq, sql } from 'drizzle-orm';
import type { Assignment, ModelName } from '../../configuration.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { configurations, trials } from '../schema.ts';
import type { FinalMetrics } from './row.ts';

/** What ranking needs of one trial. */
export interface TrialScore extends FinalMetrics {
  readonly trialId: number;
  readonly number: number;
  readonly configuration: ConfigurationOfScore;
  readonly state: TrialState;
  readonly reason: string | null;
  readonly epochs: number;
  readonly durationMs: number | null;
}

export interface ConfigurationOfScore {
  readonly id: number;
  readonly hash: string;
  readonly model: ModelName;
  readonly parameters: Assignment;
  readonly parameterCount: number;
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

/** All configurations of a sweep. */
export function configurationsQuery(orm: Orm, sweepId: number) {
  return orm
    .select({
      id: configurations.id,
      hash: configurations.hash,
      model: configurations.model,
      parameters: configurations.parameters,
      parameterCount: configurations.parameterCount,
    })
    .from(configurations)
    .where(eq(configurations.sweepId, sweepId));
}

/** All trials of a sweep, by number. */
export function scoresQuery(orm: Orm, sweepId: number) {
  return orm
    .select({
      trialId: trials.id,
      number: trials.number,
      configurationId: trials.configurationId,
      state: trials.state,
      reason: sql<string | null>`iif(${trials.reasonCode} IS NULL, NULL, ${trials.reasonMessage})`,
      epochs: trials.epochs,
      durationMs: trials.durationMs,
      ...metricColumns,
    })
    .from(trials)
    .where(eq(trials.sweepId, sweepId))
    .orderBy(asc(trials.number));
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
    .map(({ configurationId, state, ...score }) => ({
      ...score,
      configuration: byId.get(configurationId)!,
      state: state === 'running' && !running ? 'queued' : state,
    }));
}
