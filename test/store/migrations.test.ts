import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSweep, listSweeps, trialDetail } from '../../src/store/index.ts';
import { migrate, shippedMigrations } from '../../src/store/open/migrate.ts';
import { connect } from '../../src/store/sqlite.ts';
import { begin, database, fail, planned, temporaryFolder } from './fixture.ts';

/** The migration that made processes known by more than their ids. */
const BIRTHS = shippedMigrations().findIndex(({ sql }) => sql.some((each) => each.includes('owner_birth')));

test('a database from before clocks were mistrusted opens, without times that run backwards', () => {
  const folder = temporaryFolder();
  const now = database(join(folder, 'now.db'));
  const sweep = begin(now);
  fail(sweep, sweep.planTrials([planned({})], [7])[0]!);
  sweep.end('completed');

  const path = join(folder, 'before.db');
  const before = connect(path);
  migrate(before, path, shippedMigrations().slice(0, BIRTHS));
  before.exec(`ATTACH '${join(folder, 'now.db')}' AS now`);
  for (const table of ['sweeps', 'configurations', 'trials']) {
    const columns = before.pragma(`main.table_info(${table})`) as { name: string }[];
    const names = columns.map(({ name }) => name).join(', ');
    before.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM now.${table}`);
  }
  before.exec(`
    UPDATE main.sweeps SET ended_at_ms = started_at_ms - 86400000;
    DROP TRIGGER main.trials_failed_is_final;
    UPDATE main.trials SET ended_at_ms = started_at_ms - 86400000, duration_ms = -86400000;
  `);
  before.close();

  const db = database(path);
  const { startedAtMs, endedAtMs } = findSweep(db);
  expect(endedAtMs).toBe(startedAtMs);
  expect(listSweeps(db)[0]).toMatchObject({ trainingMs: 0, trials: { failed: 1 } });
  const trial = trialDetail(db, 1);
  expect(trial).toMatchObject({ durationMs: 0, endedAtMs: trial.startedAtMs });
});
