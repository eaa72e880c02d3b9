import type { Orm } from '../database.ts';
import { labels, predictions } from '../schema.ts';
import { SPLITS, type Split } from '../store.ts';

type ClassesBySplit = Readonly<Record<Split, Uint8Array>>;

export function recordPredictions(orm: Orm, trialId: number, classes: ClassesBySplit): void {
  const rows = SPLITS.map((split) => ({ trialId, split, classes: asBuffer(classes[split]) }));
  orm.insert(predictions).values(rows).run();
}

export function recordLabels(orm: Orm, sweepId: number, classes: ClassesBySplit): void {
  const rows = SPLITS.map((split) => ({ sweepId, split, classes: asBuffer(classes[split]) }));
  orm.insert(labels).values(rows).onConflictDoNothing().run();
}

/** The same bytes; a view on shared memory is copied. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}
