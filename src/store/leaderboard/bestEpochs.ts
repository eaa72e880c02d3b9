import { and, eq, gt, max, min } from 'drizzle-orm';
import type { Metric, MetricName } from '../../sweepfile/spec.ts';
import type { Orm } from '../database.ts';
import { EPOCH_METRICS } from '../metric.ts';
import { epochs, trialChanges, trials } from '../schema.ts';

type Ranking = Pick<Metric, 'goal'> & { readonly metric: MetricName };

/**
 * What one selects of the best epoch of a group: with a single MAX or MIN, SQLite takes the other columns from the
 * row that has it (https://sqlite.org/lang_select.html#bareagg). `best` is null where no epoch has a finite value.
 */
function bestColumns({ metric, goal }: Ranking) {
  const best = goal === 'maximize' ? max(EPOCH_METRICS[metric]) : min(EPOCH_METRICS[metric]);
  return { trialId: trials.id, best, bestEpoch: epochs.epoch, ...EPOCH_METRICS };
}

const currentEpochs = and(eq(epochs.trialId, trials.id), eq(epochs.attempt, trials.attempt));

/** The metrics and the number of the best epoch of every trial of a sweep that has one. */
export function bestEpochsQuery(orm: Orm, sweepId: number, ranking: Ranking) {
  return orm
    .select(bestColumns(ranking))
    .from(trials)
    .crossJoin(epochs)
    .where(and(eq(trials.sweepId, sweepId), currentEpochs))
    .groupBy(trials.number);
}

/** The same of those trials that have changed since. */
export function changedBestEpochsQuery(orm: Orm, sweepId: number, since: number, ranking: Ranking) {
  return orm
    .select(bestColumns(ranking))
    .from(trialChanges)
    .crossJoin(trials)
    .crossJoin(epochs)
    .where(
      and(
        gt(trialChanges.change, since),
        eq(trials.id, trialChanges.trialId),
        eq(trials.sweepId, sweepId),
        currentEpochs,
      ),
    )
    .groupBy(trialChanges.change);
}
