import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../../src/server/index.ts';
import { openDashboard, seed } from '../dashboard.ts';

const PAUSE = { kind: 'pause_sweep' };

/** A dashboard of this machine, and how many requests its sweep has been asked. */
async function openHere(options: Parameters<typeof openDashboard>[0] = {}) {
  const dashboard = await openDashboard(options);
  const { sweep } = seed(dashboard.writer());
  return { ...dashboard, asked: () => sweep.openRequests().length };
}

/** A dashboard that other machines reach, and the address for this one. */
async function openPublic() {
  const dashboard = await openDashboard({ host: '0.0.0.0' });
  seed(dashboard.writer());
  const { port } = new URL(dashboard.url);
  const here = `http://127.0.0.1:${port}`;
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(here + path, { redirect: 'manual', headers });
  return { ...dashboard, token: tokenOf(dashboard.link), here, get };
}

function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token')!;
}

function manual(headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { redirect: 'manual', headers };
}

describe('a dashboard of this machine', () => {
  it('shows everything to everyone, and changes nothing without its token', async () => {
    const { get, post, asked } = await openHere();
    for (const path of [
      '/',
      '/sweeps/1',
      '/sweeps/1/trials/1',
      '/sweeps/1/delete',
      '/sweeps/1/leaderboard.csv',
    ])
      expect((await get(path)).status).toBe(200);
    const changes = [
      'requests',
      'annotations',
      'delete',
      'restore',
      'trials/1/annotations',
      'trials/1/delete',
    ];
    for (const path of changes) {
      const { status, text } = await post(`/sweeps/1/${path}`, { ...PAUSE, note: 'x' }, { cookie: '' });
      expect(status, path).toBe(403);
      expect(text).toMatch(/Nothing was changed[\s\S]*Read only: to change anything here, open the link/);
    }
    expect(asked()).toBe(0);
    expect((await get('/sweeps/1')).status).toBe(200);
    expect((await post('/sweeps/1/requests', PAUSE)).status).toBe(303);
    expect(asked()).toBe(1);
  });

  it('shows forms to whom it takes them from, on one and the same page', async () => {
    const { get, cookie } = await openHere();
    const [reader, writer] = [await get('/sweeps/1'), await get('/sweeps/1', manual({ cookie }))];
    const withoutToken = (text: string) => text.replaceAll(/since=[^"]*/g, '');
    expect(withoutToken(reader.text)).toBe(withoutToken(writer.text));
    expect(reader.text).toContain('Read only: to change anything here');
    const [hides, shows] = [await get('/reader.css'), await get('/reader.css', manual({ cookie }))];
    expect(hides.text).toMatch(/form\[method='post'\]:not\(\.drop\)[^{]*\{ display: none; \}/);
    expect(shows.text).not.toContain('display');
    for (const { headers } of [hides, shows]) {
      expect(headers.get('vary')).toMatch(/cookie/i);
      expect(headers.get('cache-control')).toBe('private, no-cache');
    }
  });

  it('keeps the token in a strict cookie that no script reads, and out of the address', async () => {
    const { get, link, cookie } = await openHere();
    const entered = await get(`/sweeps/1?where=optimizer%3Dadam&token=${tokenOf(link)}`, manual());
    expect([entered.status, entered.headers.get('location')]).toEqual([
      303,
      '/sweeps/1?where=optimizer%3Dadam',
    ]);
    const left = entered.headers.get('set-cookie')!;
    expect(left.split(';')[0]).toBe(cookie);
    expect(left).toMatch(/HttpOnly/);
    expect(left).toMatch(/SameSite=Strict/);
    expect((await get('/sweeps/1', manual({ cookie }))).text).not.toContain(tokenOf(link));
  });

  it('takes the token of a program in the address of a form', async () => {
    const { get, link, asked } = await openHere();
    const body = new URLSearchParams(PAUSE);
    const sent = await get(`/sweeps/1/requests?token=${tokenOf(link)}`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect(sent.status).toBe(303);
    expect(asked()).toBe(1);
  });

  it('reads on under a token of yesterday, which the browser then forgets', async () => {
    const { get, cookie } = await openHere();
    const stale = `${cookie.split('=')[0]}=${'a'.repeat(32)}`;
    const page = await get('/sweeps/1', manual({ cookie: stale }));
    expect(page.status).toBe(200);
    expect(page.headers.get('set-cookie')).toMatch(/^token_\d+=; Path=\/; Max-Age=0/);
    const link = await get(`/sweeps/1?page=2&token=${'b'.repeat(32)}`, manual());
    expect([link.status, link.headers.get('location')]).toEqual([303, '/sweeps/1?page=2']);
    expect(link.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  });

  it('opens once to a link for one use', async () => {
    const database = '/nowhere/runs.db';
    const server = await startServer({ database, port: 0, host: '127.0.0.1' });
    try {
      const link = server.linkForOnce();
      expect(tokenOf(link)).not.toBe(tokenOf(server.link));
      const cookies: (string | null)[] = [];
      for (let use = 0; use < 2; use++) {
        cookies.push((await fetch(link, { redirect: 'manual' })).headers.get('set-cookie'));
      }
      expect(cookies[0]).toContain(tokenOf(server.link));
      expect(cookies[1]).toMatch(/Max-Age=0/);
    } finally {
      await server.close();
    }
  });

  it('asks for the token to read, too, where it is private', async () => {
    const { get, cookie, link } = await openHere({ guarded: 'everything' });
    for (const path of ['/', '/sweeps/1', '/reader.css', '/public/pages.css'])
      expect((await get(path)).status).toBe(401);
    expect((await get('/sweeps/1', manual({ cookie }))).status).toBe(200);
    expect((await get(link, manual())).status).toBe(303);
  });

  it('asks for none where that is wanted', async () => {
    const { get, post, url, link, asked } = await openHere({ guarded: 'nothing' });
    expect(link).toBe(url);
    expect((await get('/reader.css')).text).not.toContain('display');
    expect((await post('/sweeps/1/requests', PAUSE, { cookie: '' })).status).toBe(303);
    expect(asked()).toBe(1);
  });
});

describe('a dashboard that other machines reach', () => {
  it('is at an address with a long token, another one each time', async () => {
    const [one, other] = [await openPublic(), await openPublic()];
    expect(new URL(one.link).hostname).toBe(hostname().toLowerCase());
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
    const post = { method: 'POST', body: new URLSearchParams(PAUSE), headers: { origin: here } };
    expect((await fetch(`${here}/sweeps/1/requests`, post)).status).toBe(401);
  });

  it('cannot be opened to all', async () => {
    const open = startServer({ database: '/nowhere/runs.db', port: 0, host: '0.0.0.0', guarded: 'nothing' });
    await expect(open).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('--no-token') });
  });

  it.each([
    '//evil.example/',
    '/.//evil.example/',
    '/%2e//evil.example',
    '/\\evil.example',
    '/a/..//evil.example',
  ])('leads from %s with its token to no other host', async (path) => {
    const { get, token, here } = await openPublic();
    const { status, headers } = await get(`${path}?token=${token}`);
    expect(status).toBe(303);
    expect(new URL(headers.get('location')!, here).origin).toBe(here);
  });
});

describe('who guesses tokens', () => {
  it('waits ever longer, while the right token is let in at once', async () => {
    const { get, here, token } = await openPublic();
    const beganAt = performance.now();
    const answered: string[] = [];
    for (let guess = 0; guess < 6; guess++) expect((await get('/?token=guess')).status).toBe(401);
    expect(performance.now() - beganAt).toBeGreaterThan(100 + 200 + 400);
    const waiting = get('/?token=guess').then(() => answered.push('guess'));
    await fetch(`${here}/?token=${token}`, { redirect: 'manual' }).then(() => answered.push('right'));
    await waiting;
    expect(answered).toEqual(['right', 'guess']);
  });

  it('in great number is sent away at once, and nobody else', async () => {
    const { get, token } = await openPublic();
    const guesses = await Promise.all(
      Array.from({ length: 80 }, async () => (await get('/?token=guess')).status),
    );
    expect(new Set(guesses)).toEqual(new Set([401, 429]));
    expect((await get(`/?token=${token}`)).status).toBe(303);
  });
});
