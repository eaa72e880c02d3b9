import { classBytes } from '../../model/classBytes.ts';
import { SPLITS, type Split } from '../../trainable/network/artifacts.ts';
import type { Orm } from '../database.ts';
import { labels, predictions } from '../schema.ts';

type ClassesBySplit = Readonly<Record<Split, Uint16Array>>;
type ConfidencesBySplit = Readonly<Record<Split, Uint8Array>>;

/** `classCount` is the number of the dataset's classes, which decides how many bytes an index takes. */
export function recordPredictions(
  orm: Orm,
  trialId: number,
  classes: ClassesBySplit,
  confidences: ConfidencesBySplit,
  classCount: number,
): void {
  const rows = SPLITS.map((split) => ({
    trialId,
    split,
    classes: asBuffer(classes[split], classCount),
    confidences: Buffer.from(confidences[split]),
  }));
  orm.insert(predictions).values(rows).run();
}

/** Records the true classes. */
export function recordLabels(orm: Orm, sweepId: number, classes: ClassesBySplit, classCount: number): void {
  const rows = SPLITS.map((split) => ({ sweepId, split, classes: asBuffer(classes[split], classCount) }));
  orm.insert(labels).values(rows).onConflictDoNothing().run();
}

function asBuffer(indices: Uint16Array, classCount: number): Buffer {
  return Buffer.from(classBytes(indices, classCount));
}
