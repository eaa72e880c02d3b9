import { and, asc, eq, inArray } from 'drizzle-orm';
import { groupBy } from '../../groupBy.ts';
import type { Curve } from '../../metric/curve.ts';
import { ownValue } from '../../ownValue.ts';
import type { Orm } from '../database.ts';
import { configurations, history, metrics, trials } from '../schema.ts';
import type { ObservedTrial, Proposed } from '../store.ts';

/** The configurations of a sweep in the order in which they were recorded, with the numbers of their trials. */
export function proposals(orm: Orm, sweepId: number): Proposed[] {
  const rows = orm
    .select({
      id: configurations.id,
      configuration: configurations.parameters,
      number: trials.number,
    })
    .from(configurations)
    .innerJoin(trials, eq(trials.configurationId, configurations.id))
    .where(eq(configurations.sweepId, sweepId))
    .orderBy(asc(configurations.id), asc(trials.replicate))
    .all();
  return groupBy(rows, ({ id }) => id).map((of) => ({
    configuration: of[0]!.configuration,
    trials: of.map(({ number }) => number),
  }));
}

/** The trials with those numbers, or all of a sweep, by number. */
export function observedTrials(
  orm: Orm,
  sweepId: number,
  metric: string,
  numbers?: readonly number[],
): ObservedTrial[] {
  const which = and(eq(trials.sweepId, sweepId), numbers && inArray(trials.number, [...numbers]));
  const rows = orm
    .select({
      id: trials.id,
      number: trials.number,
      replicate: trials.replicate,
      state: trials.state,
      lastStep: trials.lastStep,
      metrics: trials.metrics,
      reasonCode: trials.reasonCode,
    })
    .from(trials)
    .where(which)
    .orderBy(asc(trials.number))
    .all();
  const points = orm
    .select({ trialId: history.trialId, step: history.step, value: history.value })
    .from(trials)
    .innerJoin(metrics, and(eq(metrics.sweepId, sweepId), eq(metrics.name, metric)))
    .innerJoin(
      history,
      and(
        eq(history.trialId, trials.id),
        eq(history.attempt, trials.attempt),
        eq(history.metricId, metrics.id),
      ),
    )
    .where(which)
    .orderBy(asc(history.trialId), asc(history.step))
    .all();
  const curves = new Map(
    groupBy(points, ({ trialId }) => trialId).map((of): [number, Curve] => [
      of[0]!.trialId,
      of.flatMap(({ step, value }) => (value === null ? [] : { step, value })),
    ]),
  );
  return rows.map(({ id, metrics: values, reasonCode, ...trial }) => ({
    ...trial,
    value: ownValue(values, metric) ?? null,
    curve: curves.get(id) ?? [],
    thawed: reasonCode === 'thawed',
  }));
}
