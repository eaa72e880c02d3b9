import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allowedHost } from '../../src/server/hosts.ts';
import { startServer } from '../../src/server/index.ts';
import { openDatabase } from '../../src/store/index.ts';
import { seed } from './dashboard.ts';

/** A dashboard that other machines reach, and how this one does. */
async function openPublic() {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-token-'));
  const database = join(folder, 'runs.db');
  const db = openDatabase(database);
  seed(db);
  const server = await startServer({ database, port: 0, host: '0.0.0.0' });
  onTestFinished(async () => {
    await server.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = new URL(server.url);
  const here = `http://127.0.0.1:${url.port}`;
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(here + path, { redirect: 'manual', headers });
  return { server, token: url.searchParams.get('token')!, host: url.hostname, here, get };
}

describe('a dashboard that other machines reach', () => {
  it('is at an address with a long token, another one each time', async () => {
    const [one, other] = [await openPublic(), await openPublic()];
    expect(one.server.isPublic).toBe(true);
    expect(one.host).toBe(hostname().toLowerCase());
    expect(one.token).toMatch(/^[\w-]{32}$/);
    expect(one.token).not.toBe(other.token);
  });

  it('shows and takes nothing without it', async () => {
    const { get, here, token } = await openPublic();
    for (const path of [
      '/',
      '/sweeps/1',
      '/public/pages.css',
      '/sweeps/1/events',
      '/?token=',
      '/?token=guess',
    ]) {
      const refused = await get(path, { cookie: 'token=guess; theme=dark' });
      expect(refused.status).toBe(401);
      const text = await refused.text();
      expect(text).toContain('sweep serve');
      expect(text).not.toContain(token);
    }
    const post = {
      method: 'POST',
      body: new URLSearchParams({ kind: 'pause_sweep' }),
      headers: { origin: here },
    };
    expect((await fetch(`${here}/sweeps/1/requests`, post)).status).toBe(401);
  });

  it('keeps it in a cookie that no script reads, and out of the address', async () => {
    const { get, token } = await openPublic();
    const entered = await get(`/sweeps/1?where=optimizer%3Dadam&token=${token}`);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/sweeps/1?where=optimizer%3Dadam');
    const cookie = entered.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const page = await get('/sweeps/1', { cookie: cookie.split(';')[0]! });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain(token);
    expect((await get(`//evil.example/?token=${token}`)).headers.get('location')).toBe('/evil.example/');
    expect((await get('//')).status).toBe(401);
  });
});

it('a dashboard of this machine alone asks for none', async () => {
  const server = await startServer({ database: '/nowhere/runs.db', port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  expect(server.isPublic).toBe(false);
  expect(new URL(server.url).search).toBe('');
});

describe('the host that a request names', () => {
  it.each([
    ['127.0.0.1', 'localhost', true],
    ['127.0.0.1', '[::1]', true],
    ['127.0.0.1', '192.168.1.7', false],
    ['127.0.0.1', 'evil.example', false],
    ['192.168.1.7', '192.168.1.7', true],
    ['192.168.1.7', '192.168.1.8', false],
    ['0.0.0.0', '192.168.1.8', true],
    ['0.0.0.0', '[fe80::1]', true],
    ['0.0.0.0', hostname(), true],
    ['0.0.0.0', 'evil.example', false],
    ['0.0.0.0', '127.0.0.1.evil.example', false],
    ['::', '', false],
  ])('to a server on %s, %s: %s', (listensOn, named, allowed) => {
    expect(allowedHost(listensOn, named)).toBe(allowed);
  });
});
