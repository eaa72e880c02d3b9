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

const METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'];
const COLUMNS = METRICS.map((name) => `max(CASE name WHEN '${name}' THEN value END) AS ${name}`).join(', ');
const EPOCHS = `SELECT number, steps.*, ${COLUMNS} FROM steps JOIN trials ON trials.id = steps.trial_id
  LEFT JOIN history USING (trial_id, attempt, step) LEFT JOIN metrics ON metrics.id = metric_id
  GROUP BY steps.trial_id, steps.attempt, steps.step ORDER BY steps.trial_id, steps.attempt, steps.step`;
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
        .map((row) => [row.step, ...METRICS.map((name) => row[name])]);
    const wrong = [...rows('PRAGMA integrity_check'), ...rows('PRAGMA foreign_key_check')];
    return {
      facts: new Set([
        ...epochs.map((row) => `epoch ${row.step} of trial ${row.number}: ${row.val_loss}`),
        ...trials.map(({ number, state }) => `trial ${number} ${state}`),
      ]),
      trials: Object.fromEntries(
        trials.map(({ id, attempt, hash, replicate, state, metrics }) => {
          const { val_loss, test_loss, test_accuracy } = JSON.parse(String(metrics));
          const scores = [state, val_loss, test_loss, test_accuracy, curve(id, attempt)];
          return [`${hash}/${replicate}`, JSON.stringify(scores)];
        }),
      ),
      damage: wrong.map((row) => JSON.stringify(row)).filter((row) => row !== '{"integrity_check":"ok"}'),
    };
  } finally {
    sqlite.close();
  }
}
