import { connect } from '../../src/store/sqlite.ts';

/** What a database holds. */
export interface Stored {
  /** Everything that a run tells, in the words of `missingFrom`. */
  readonly facts: ReadonlySet<string>;
  /** By configuration and replicate: state, scores and curve of the trial, as one text. */
  readonly trials: Readonly<Record<string, string>>;
  /** What SQLite finds wrong with the file. */
  readonly damage: readonly string[];
}

const EPOCHS = `SELECT number, trials.epochs, epochs.* FROM epochs JOIN trials ON trials.id = trial_id ORDER BY trial_id, attempt, epoch`;
const TRIALS = `SELECT trials.*, hash FROM trials JOIN configurations ON configurations.id = configuration_id`;

/** Reads a database with nothing of ours but its tables. */
export function contents(path: string): Stored {
  const sqlite = connect(path, { fileMustExist: true });
  try {
    const rows = (sql: string) => sqlite.prepare(sql).all() as Record<string, unknown>[];
    if (rows('PRAGMA user_version')[0]!.user_version === 0)
      return { facts: new Set(), trials: {}, damage: [] };
    const epochs = rows(EPOCHS);
    const trials = rows(TRIALS);
    const curve = (id: unknown, attempt: unknown) =>
      epochs
        .filter((row) => row.trial_id === id && row.attempt === attempt)
        .map(({ epoch, loss, accuracy, val_loss, val_accuracy }) => [
          epoch,
          loss,
          accuracy,
          val_loss,
          val_accuracy,
        ]);
    const wrong = [...rows('PRAGMA integrity_check'), ...rows('PRAGMA foreign_key_check')];
    return {
      facts: new Set([
        ...epochs.map((row) => `epoch ${row.epoch} of trial ${row.number}: ${row.val_loss}`),
        ...trials.map(({ number, state }) => `trial ${number} ${state}`),
      ]),
      trials: Object.fromEntries(
        trials.map(({ id, attempt, hash, replicate, state, val_loss, test_loss, test_accuracy }) => [
          `${hash}/${replicate}`,
          JSON.stringify([state, val_loss, test_loss, test_accuracy, curve(id, attempt)]),
        ]),
      ),
      damage: wrong.map((row) => JSON.stringify(row)).filter((row) => row !== '{"integrity_check":"ok"}'),
    };
  } finally {
    sqlite.close();
  }
}
