import { excerptOf } from '../../../src/export/data/excerpt.ts';
import type { Excerpt, TableName, TableWriter } from '../../../src/export/data/table.ts';
import { annotate, type Database, findSweep } from '../../../src/store/index.ts';
import { begin, complete, DATASET, database, epoch, fail, planned } from '../../store/fixture.ts';

export const NASTY_NAME = '=HYPERLINK("http://x"),"é"\n\\input{x} 50% #1';
export const NASTY_NOTE = '@SUM(1)\r\nsecond, "line"';

/**
 * Wrong predictions for the test images, so that verdicts differ: the labels of the fixture are 0, 1, 2, 0,
 * 1.
 */
const LABELS = Uint16Array.of(0, 1, 2, 0, 1);

/**
 * A sweep with all that real ones may have: two seeds, lists, parameters without effect, a trial that failed
 * without an epoch, one with losses that are not finite, one that has not begun, a note and tags, and a name
 * that breaks quoting.
 */
export function filled({ synthetic = false } = {}, db = database()): Database {
  const name = NASTY_NAME;
  const sweep = begin(db, { name, identity: name, replicates: 2, dataset: { ...DATASET, synthetic } });
  const trials = sweep.planTrials(
    [
      planned({ optimizer: 'sgd', momentum: 0.5, learning_rate: 1 / 3, units: [4, 3] }),
      planned({ optimizer: 'adam', amsgrad: true }, 'cnn'),
      planned({ optimizer: 'adam', learning_rate: 1 }),
      planned({ optimizer: 'adam', learning_rate: 1e-6 }),
    ],
    [7, 8],
  );
  sweep.recordShared({ labels: { validation: LABELS.slice(0, 4), test: LABELS } });
  complete(sweep, trials[0]!, 0.7);
  complete(sweep, trials[1]!, 0.8);
  complete(sweep, trials[2]!, 0.9);
  complete(sweep, trials[3]!, 1 / 1.1);
  fail(sweep, trials[4]!);
  sweep.startTrial(trials[5]!, 1);
  const lost = { loss: Number.NaN, val_loss: Number.POSITIVE_INFINITY };
  sweep.recordSteps([{ ...trials[5]!, ...epoch(1, 0.1, lost) }]);
  const reason = { code: 'training_diverged', message: 'The loss became NaN.' } as const;
  sweep.endTrial(trials[5]!, { state: 'failed', reason });
  complete(sweep, trials[6]!, 0.6);
  sweep.end('completed');
  annotate(db, { sweepId: sweep.sweepId, trial: 1 }, { note: NASTY_NOTE, tags: ['late', 'good'] });
  annotate(db, { sweepId: sweep.sweepId, trial: 2 }, { hidden: true });
  return db;
}

/** A database with a sweep that has no trial. */
export function withoutTrials(): Database {
  const db = database();
  begin(db).end('completed');
  return db;
}

export function excerpt(db: Database, table: TableName, where?: string): Excerpt {
  return excerptOf(db, { table, sweeps: [findSweep(db)], where });
}

/** Its rows as objects. */
export function rowsOf({ table }: Excerpt): Record<string, unknown>[] {
  return [...table.rows()].map((row) =>
    Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index]])),
  );
}

/** The whole file. */
export function fileOf(writer: TableWriter, source: Excerpt): Buffer {
  return Buffer.concat([...writer.write(source)].map((piece) => Buffer.from(piece)));
}
