import { and, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { labels as labelsTable, predictions as predictionsTable } from '../schema.ts';
import type { Split } from '../store.ts';

/** The class that a finished trial predicts for each image of a split, in the dataset's order. */
export function predictions(db: Database, trialId: number, split: Split): Uint8Array | undefined {
  const row = db.read((orm) =>
    orm
      .select({ classes: predictionsTable.classes })
      .from(predictionsTable)
      .where(and(eq(predictionsTable.trialId, trialId), eq(predictionsTable.split, split)))
      .get(),
  );
  return row && new Uint8Array(row.classes);
}

/** The true class of each image of a split, in the same order. */
export function labels(db: Database, sweepId: number, split: Split): Uint8Array | undefined {
  const row = db.read((orm) =>
    orm
      .select({ classes: labelsTable.classes })
      .from(labelsTable)
      .where(and(eq(labelsTable.sweepId, sweepId), eq(labelsTable.split, split)))
      .get(),
  );
  return row && new Uint8Array(row.classes);
}
