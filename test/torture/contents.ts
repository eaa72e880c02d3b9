import { connect } from '../../src/store/sqlite.ts';

/** The contents of a database. */
export interface Stored {
  /** Everything that a run reports, in the words of `missingFrom`, of every attempt. */
  readonly facts: ReadonlySet<string>;
  /** Faults that SQLite finds in the file. */
  readonly damage: readonly string[];
}

const STEPS = `SELECT number, step, value FROM history JOIN trials ON trials.id = trial_id
  JOIN metrics ON metrics.id = metric_id WHERE name IN ('val_loss', 'y')`;

/** Reads the tables alone, without our queries. */
export function contents(path: string): Stored {
  const sqlite = connect(path, { fileMustExist: true });
  try {
    const rows = (sql: string) => sqlite.prepare(sql).all() as Record<string, unknown>[];
    if (rows('PRAGMA user_version')[0]!.user_version === 0) return { facts: new Set(), damage: [] };
    const wrong = [...rows('PRAGMA integrity_check'), ...rows('PRAGMA foreign_key_check')];
    return {
      facts: new Set([
        ...rows(STEPS).map(({ step, number, value }) => `step ${step} of trial ${number}: ${value}`),
        ...rows('SELECT number, state FROM trials').map(({ number, state }) => `trial ${number} ${state}`),
      ]),
      damage: wrong.map((row) => JSON.stringify(row)).filter((row) => row !== '{"integrity_check":"ok"}'),
    };
  } finally {
    sqlite.close();
  }
}
