import { and, eq } from 'drizzle-orm';
import { classesOf } from '../../model/classBytes.ts';
import type { Split } from '../../trainable/network/artifacts.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import type { Database, Orm } from '../database.ts';
import { labels as labelsTable, predictions as predictionsTable, sweeps, trials } from '../schema.ts';

/** The class that a finished trial predicts for each image of a split, in the dataset's order. */
export function predictions(db: Database, trialId: number, split: Split): Uint16Array | undefined {
  const row = db.read((orm) =>
    orm
      .select({ classes: predictionsTable.classes, shared: sweeps.shared })
      .from(predictionsTable)
      .innerJoin(trials, eq(trials.id, predictionsTable.trialId))
      .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
      .where(and(eq(predictionsTable.trialId, trialId), eq(predictionsTable.split, split)))
      .get(),
  );
  return row && classesOf(row.classes, (row.shared as unknown as NetworkShared).dataset.input.classes);
}

/**
 * The confidence of each of these predictions, as the byte round(255·p); undefined if it was not recorded.
 */
export function confidences(db: Database, trialId: number, split: Split): Uint8Array | undefined {
  const row = db.read((orm) => confidencesQuery(orm, trialId, split).get());
  return row?.confidences ?? undefined;
}

/** The query of {@link confidences}. */
export function confidencesQuery(orm: Orm, trialId: number, split: Split) {
  return orm
    .select({ confidences: predictionsTable.confidences })
    .from(predictionsTable)
    .where(and(eq(predictionsTable.trialId, trialId), eq(predictionsTable.split, split)));
}

/** The true class of each image of a split, in the same order. */
export function labels(db: Database, sweepId: number, split: Split): Uint16Array | undefined {
  const row = db.read((orm) =>
    orm
      .select({ classes: labelsTable.classes, shared: sweeps.shared })
      .from(labelsTable)
      .innerJoin(sweeps, eq(sweeps.id, labelsTable.sweepId))
      .where(and(eq(labelsTable.sweepId, sweepId), eq(labelsTable.split, split)))
      .get(),
  );
  return row && classesOf(row.classes, (row.shared as unknown as NetworkShared).dataset.input.classes);
}
