import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { openDashboard, seed } from './dashboard.ts';

it('a dashboard shows the database that takes the place of another, and leaves it untouched', async () => {
  const { get, database, writer } = await openDashboard();
  const backup = `${database}.backup`;
  const first = openDatabase(database);
  seed(first, 'kept');
  first.close();
  copyFileSync(database, backup);
  const bytes = readFileSync(backup);
  const { sweep } = seed(writer(), 'lost');
  expect((await get('/')).text).toMatch(/lost[\s\S]*kept|kept[\s\S]*lost/);
  renameSync(backup, database);
  const page = await get('/');
  expect(page.status).toBe(200);
  expect(page.text).toContain('kept');
  expect(page.text).not.toContain('lost');
  expect(sweep.isInPlace()).toBe(false);
  sweep.heartbeat();
  expect(readFileSync(database)).toEqual(bytes);
});

it('a dashboard says that its database is gone, or is none, and shows it when it is back', async () => {
  const { get, post, database, writer } = await openDashboard();
  const db = writer();
  seed(db, 'mine');
  expect((await get('/')).text).toContain('mine');
  db.close();
  const away = `${database}.away`;
  renameSync(database, away);
  for (const { status, text } of [
    await get('/sweeps/1'),
    await post('/sweeps/1/requests', { kind: 'stop_sweep' }),
  ]) {
    expect(status).toBe(503);
    expect(text).toContain('There is no database');
  }
  expect(existsSync(database)).toBe(false);
  writeFileSync(database, 'no database'.repeat(100));
  const none = await get('/sweeps/1');
  expect(none.status).toBe(500);
  expect(none.text).toMatch(/This database cannot be read[\s\S]*is not a SQLite database/);
  rmSync(database);
  renameSync(away, database);
  expect((await get('/')).text).toContain('mine');
  const folder = dirname(database);
  renameSync(folder, `${folder}-2`);
  const gone = await get('/trials');
  const home = await get('/');
  renameSync(`${folder}-2`, folder);
  expect(gone.status).toBe(503);
  // The list waits for the next database.
  expect(home.status).toBe(200);
  expect(home.text).toContain('No database yet');
  expect((await get('/')).text).toContain('mine');
});
