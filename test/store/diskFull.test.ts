import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { openDatabase, trialHistory } from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import { begin, database, epoch, planned, temporaryFolder } from './fixture.ts';

/** A connection that may enlarge the file by a few pages, as on a full disk. */
function onFullDisk(path: string): Database {
  const sqlite = connect(path);
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages + 4}`);
  const db = new Database(sqlite, path);
  onTestFinished(() => db.close());
  return db;
}

test('a full disk is a clear error, and nothing that was committed is lost', () => {
  const path = join(temporaryFolder(), 'runs.db');
  openDatabase(path).close();
  const sweep = begin(onFullDisk(path));
  const [trial] = sweep.planTrials([planned({})], [7]);
  sweep.startTrial(trial!, 0);

  let stored = 0;
  const fill = () => {
    for (let n = 0; ; n += 50) {
      sweep.recordSteps(Array.from({ length: 50 }, (_, i) => ({ ...trial!, ...epoch(n + i + 1, 0.5) })));
      stored += 50;
    }
  };
  expect(fill).toThrow(
    expect.objectContaining({ code: 'disk_full', hint: expect.stringContaining('goes on where it stopped') }),
  );
  expect(stored).toBeGreaterThan(0);
  expect(trialHistory(database(path), 1)).toHaveLength(stored);
});
