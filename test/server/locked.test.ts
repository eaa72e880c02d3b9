import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/store/sqlite.ts';
import { openDashboard, seed } from './dashboard.ts';

it('while another program holds the database, pages answer, and forms say that nothing was changed', async () => {
  const { get, post, database, writer } = await openDashboard();
  seed(writer());
  const other = connect(database);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  const startedAt = performance.now();
  expect((await get('/sweeps/1')).status).toBe(200);
  const forms: [string, Record<string, string>][] = [
    ['/sweeps/1/requests', { kind: 'stop_sweep' }],
    ['/sweeps/1/trials/1/annotations', { note: 'mine' }],
    ['/sweeps/1/trials/1/delete', {}],
  ];
  for (const [address, fields] of forms) {
    const { status, text } = await post(address, fields);
    expect(status).toBe(503);
    expect(text).toMatch(/The database is locked[\s\S]*Nothing was changed\. Try again in a moment/);
  }
  expect(performance.now() - startedAt).toBeLessThan(8000);
  other.exec('COMMIT');
  expect((await post('/sweeps/1/trials/1/annotations', { note: 'mine' })).status).toBe(303);
  expect((await get('/sweeps/1/trials/1')).text).toContain('mine');
});
