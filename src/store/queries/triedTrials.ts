import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Configuration } from '../../configuration.ts';
import type { ErrorCode } from '../../errors.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { SharedSetup } from '../../trainable/trainable.ts';
import { sweepIsThere, trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations, sweeps, trials } from '../schema.ts';

/** The outcome of a configuration that was tried. */
export interface TriedTrial {
  readonly configuration: Configuration;
  readonly shared: SharedSetup;
  readonly reasonCode: ErrorCode | null;
  readonly metrics: StoredMetrics;
}

/** The latest trials of a trainable that ended in any state, from any sweep, the newest first. */
export function triedTrials(db: Database, trainable: string, most: number): TriedTrial[] {
  return db.read((orm) =>
    orm
      .select({
        configuration: configurations.parameters,
        shared: sweeps.shared,
        reasonCode: trials.reasonCode,
        metrics: trials.metrics,
      })
      .from(trials)
      .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(
        and(
          eq(sweeps.trainable, trainable),
          inArray(trials.state, ['completed', 'pruned', 'failed']),
          sweepIsThere,
          trialIsThere,
        ),
      )
      .orderBy(desc(trials.id))
      .limit(most)
      .all(),
  );
}
