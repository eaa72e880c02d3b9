import { and, eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Metric } from '../../metric/metric.ts';
import { weightSpecs } from '../../model/buildLayers.ts';
import { sizeOf } from '../../model/layer.ts';
import { ownValue } from '../../ownValue.ts';
import type { Orm } from '../database.ts';
import { configurations, trials, weights } from '../schema.ts';
import type { NetworkDetails } from './networkTrial.ts';
import type { TensorShape } from './tensorShape.ts';
import { packTensors } from './tensors.ts';

/** Number of trials of a sweep whose weights are kept. */
export const KEPT_WEIGHTS = 10;

/**
 * @throws SweepError `internal` if the tensors are not those of the trial's network.
 */
export function recordWeights(orm: Orm, trialId: number, tensors: readonly Float32Array[]): void {
  const shapes = tensorShapes(orm, trialId);
  if (
    shapes.length !== tensors.length ||
    shapes.some(({ shape }, i) => sizeOf(shape) !== tensors[i]!.length)
  ) {
    throw new SweepError('internal', 'The weights of the trial do not have the shapes of its network.');
  }
  orm
    .insert(weights)
    .values({ trialId, tensors: shapes, data: packTensors(tensors) })
    .run();
}

/** Drops the weights of all but the best trials of the sweep. */
export function keepBestWeights(orm: Orm, sweepId: number, metric: Metric): void {
  const stored = orm
    .select({ id: weights.trialId, number: trials.number, metrics: trials.metrics })
    .from(trials)
    .innerJoin(weights, eq(weights.trialId, trials.id))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.state, 'completed')))
    .all();
  const sign = metric.goal === 'maximize' ? -1 : 1;
  const costOf = (row: (typeof stored)[number]) => {
    const value = ownValue(row.metrics, metric.name);
    return typeof value === 'number' ? sign * value : Number.MAX_VALUE;
  };
  stored.sort((a, b) => costOf(a) - costOf(b) || a.number - b.number);
  for (const { id } of stored.slice(KEPT_WEIGHTS)) {
    orm.delete(weights).where(eq(weights.trialId, id)).run();
  }
}

function tensorShapes(orm: Orm, trialId: number): TensorShape[] {
  const { details } = orm
    .select({ details: configurations.details })
    .from(trials)
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(eq(trials.id, trialId))
    .get()!;
  return weightSpecs((details as NetworkDetails).layers).map(({ name, shape }) => ({ name, shape }));
}
