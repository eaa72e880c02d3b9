import { and, eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import { sizeOf } from '../../model/layer.ts';
import { weightSpecs } from '../../model/network.ts';
import type { Metric } from '../../sweepfile/spec.ts';
import type { Orm } from '../database.ts';
import { bestFirst } from '../metric.ts';
import { configurations, trials, weights } from '../schema.ts';
import { KEPT_WEIGHTS, type TensorShape } from '../store.ts';
import { packTensors } from '../tensors.ts';

/** @throws SweepError `internal` where the tensors are not those of the trial's network. */
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
    .select({ id: weights.trialId })
    .from(trials)
    .innerJoin(weights, eq(weights.trialId, trials.id))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.state, 'completed')))
    .orderBy(...bestFirst(metric))
    .all();
  for (const { id } of stored.slice(KEPT_WEIGHTS)) {
    orm.delete(weights).where(eq(weights.trialId, id)).run();
  }
}

function tensorShapes(orm: Orm, trialId: number): TensorShape[] {
  const { layers } = orm
    .select({ layers: configurations.layers })
    .from(trials)
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .where(eq(trials.id, trialId))
    .get()!;
  return weightSpecs(layers).map(({ name, shape }) => ({ name, shape }));
}
