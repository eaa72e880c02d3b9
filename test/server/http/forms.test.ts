import { closeSync, openSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/index.ts';
import { connect } from '../../../src/store/sqlite.ts';
import { openDashboard, seed } from '../dashboard.ts';

const PAUSE = { kind: 'pause_sweep' };

async function steered() {
  const dashboard = await openDashboard();
  const { sweep } = seed(dashboard.writer());
  return { ...dashboard, sweep, asked: () => sweep.openRequests().length };
}

describe('a form', () => {
  it('is taken from a page of the dashboard, and leads back to that page', async () => {
    const { post, url, asked } = await steered();
    const { status, headers } = await post('/sweeps/1/requests', PAUSE, {
      referer: `${url}sweeps/1?where=optimizer%3Dadam`,
    });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('/sweeps/1?where=optimizer%3Dadam');
    expect(asked()).toBe(1);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page that hides its origin', { origin: 'null' }],
  ])('is refused from %s', async (_who, headers) => {
    const { post, asked } = await steered();
    const { status, text } = await post('/sweeps/1/requests', PAUSE, headers);
    expect([status, text]).toEqual([403, 'Only a page of this dashboard can change anything here.\n']);
    expect(asked()).toBe(0);
  });

  it('without an origin is taken from programs, and refused from a browser on another site', async () => {
    const { get, cookie, asked } = await steered();
    const send = (headers: Readonly<Record<string, string>>) =>
      get('/sweeps/1/requests', {
        method: 'POST',
        body: new URLSearchParams(PAUSE),
        redirect: 'manual',
        headers: { cookie, ...headers },
      });
    for (const site of ['cross-site', 'same-site'])
      expect((await send({ 'sec-fetch-site': site })).status).toBe(403);
    expect(asked()).toBe(0);
    expect((await send({})).status).toBe(303);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect(asked()).toBe(1);
  });

  it.each(['application/json', 'text/plain', 'application/octet-stream'])(
    'is no form as %s',
    async (type) => {
      const { post, asked } = await steered();
      const { status, text } = await post('/sweeps/1/requests', PAUSE, { 'content-type': type });
      expect(status).toBe(415);
      expect(text).toContain('application/x-www-form-urlencoded');
      expect(asked()).toBe(0);
    },
  );

  it('that is too large is refused with a page that says so', async () => {
    const { post } = await steered();
    const { status, text } = await post('/sweeps/1/annotations', { note: 'x'.repeat(200_000) });
    expect(status).toBe(413);
    expect(text).toMatch(/Nothing was changed[\s\S]*too large/);
    expect(text).not.toMatch(/\n\s+at /);
  });

  it('leads nowhere but to this dashboard', async () => {
    const { post, url } = await steered();
    for (const referer of ['https://evil.example/', `${url}/evil.example`, 'nonsense']) {
      const { headers } = await post('/sweeps/1/requests', PAUSE, { referer });
      expect(headers.get('location')).toBe('/sweeps/1');
    }
  });

  it('is sent to an address that leads readers to its page, and pages take none', async () => {
    const { get, post } = await steered();
    const asked = await get('/sweeps/1/requests');
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('<h1>seeded</h1>');
    const sent = await post('/sweeps/1', PAUSE);
    expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await get('/sweeps/1', { method });
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    }
  });

  it.each([
    [{}, /cannot be asked to &quot;&quot;/],
    [{ kind: 'explode' }, /kind must be one of stop_trial/],
    [{ kind: 'stop_trial', trial: '-1' }, /trial must be a whole number above 0/],
    [{ kind: 'stop_trial', trial: '1' }, /Trial 1 has ended already: it is completed/],
    [{ kind: 'raise_run_cap', run_cap: '1e3' }, /run_cap must be a whole number/],
    [{ kind: 'raise_run_cap', run_cap: '9999999' }, /from 1 to 100000/],
  ])('that makes no sense (%j) is answered with what would', async (fields, message) => {
    const { post, asked } = await steered();
    const { status, text } = await post('/sweeps/1/requests', fields as Record<string, string>);
    expect(status).toBe(400);
    expect(text).toMatch(message);
    expect(asked()).toBe(0);
  });

  it('about what is not there, or what nobody runs, is told so', async () => {
    const { post, sweep } = await steered();
    expect((await post('/sweeps/9/requests', PAUSE)).status).toBe(404);
    expect((await post('/sweeps/1/requests', { kind: 'stop_trial', trial: '99' })).status).toBe(404);
    sweep.end('interrupted');
    const { status, text } = await post('/sweeps/1/requests', PAUSE);
    expect(status).toBe(409);
    expect(text).toMatch(/No process runs the sweep seeded[\s\S]*sweep run SPEC/);
  });

  it('creates no database where there is none', async () => {
    const { post, database } = await openDashboard();
    expect((await post('/sweeps/1/requests', PAUSE)).status).toBe(503);
    expect(() => openDatabase(database, { readonly: true })).toThrow(/There is no database/);
  });

  it('says that a file which is read-only cannot be written', async () => {
    const { post, database } = await steered();
    protectFile(database);
    const { status, text } = await post('/sweeps/1/requests', PAUSE);
    expect(status).toBe(500);
    expect(text).toMatch(/Nothing was changed[\s\S]*read-only/);
  });
});

/** Makes the file read-only for SQLite, even for root, by the write version in its header (offset 18). */
function protectFile(database: string): void {
  const sqlite = connect(database);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
  const file = openSync(database, 'r+');
  writeSync(file, Uint8Array.of(3), 0, 1, 18);
  closeSync(file);
}
