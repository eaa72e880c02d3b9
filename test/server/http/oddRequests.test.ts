import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openDashboard, seed } from '../dashboard.ts';
import { type RawAnswer, rawRequest, requestText } from '../rawRequest.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Addresses that no browser requests. */
const ADDRESSES = [
  '/\\[::bad/?token=x',
  '//[::bad',
  '/.//evil.example/?token=x',
  'http://evil.example/',
  'http://[::bad/',
  'http://',
  '*',
  '/%',
  '/%00',
  '/%c0%af',
  '/sweeps/%00',
  '/sweeps/1%00',
  '/sweeps/1%2f2/trials/1',
  '/sweeps/__proto__',
  `/sweeps/${'9'.repeat(400)}`,
  '/sweeps/1/trials/99999999999999999999',
  '/sweeps/1/charts/constructor.json',
  '/sweeps/1?where=%00&where=%',
  '/sweeps/1?sort=__proto__:asc&group=constructor&columns=__proto__&color=toString',
  `/sweeps/1?${'a=1&'.repeat(2000)}`,
  '/sweeps/1?page=1e308&rows=-1&page=2&__proto__=1',
  '/sweeps/1/compare?trials=1&trials=%00&by=a&by=b&values=1&values=2',
  '/sweeps/1/trials/1/try?image=1&image=2',
  '/sweeps/1/trials/1?confusion=a&confusion=b',
  '/sweeps/1/images/test/%.png?of=a&of=b',
  '/sweeps/1/export/%00',
  '/sweeps/1/export/..%2f..%2fsite',
  '/sweeps/1/trials/1/export/__proto__',
  '/sweeps/%2d%2ddb=x/export/trials.csv',
  '/public/%00',
  '/public/..%2f..%2fpackage.json',
  '/theme/%',
  `/${'x'.repeat(15_000)}`,
];

async function open(options: Parameters<typeof openDashboard>[0] = {}) {
  const dashboard = await openDashboard(options);
  const { sweep } = seed(dashboard.writer());
  const { port } = new URL(dashboard.url);
  const url = `http://127.0.0.1:${port}/`;
  const send = (line: string, headers: Readonly<Record<string, string>> = {}, body = '') =>
    rawRequest(url, Buffer.from(requestText(url, line, headers, body), 'latin1'));
  const post = (path: string, headers: Readonly<Record<string, string>>, body: string) =>
    send(`POST ${path} HTTP/1.1`, { Cookie: dashboard.cookie, Origin: url.slice(0, -1), ...headers }, body);
  return { ...dashboard, url, sweep, send, post };
}

/** Expects an answer that is no failure of the server and shows nothing of its internals. */
function expectWords({ status, text }: RawAnswer, what: string): void {
  expect(status, what).toBeGreaterThanOrEqual(200);
  expect(status, what).toBeLessThan(500);
  expect(text, what).not.toMatch(/\n\s+at |node_modules|Invalid URL/);
}

describe('an odd address', () => {
  it.each(['before', 'behind'])(
    'is answered with words %s the door',
    async (side) => {
      const { send, cookie } = await open({ guarded: 'everything' });
      for (const address of ADDRESSES) {
        const answer = await send(`GET ${address} HTTP/1.1`, side === 'behind' ? { Cookie: cookie } : {});
        expectWords(answer, address);
        if (side === 'before') expect([400, 401, 403], address).toContain(answer.status);
      }
    },
    120_000,
  );

  it('that names a host, as to a proxy, is held against the names of this one', async () => {
    const { send, url } = await open();
    expect((await send('GET http://evil.example/ HTTP/1.1')).status).toBe(403);
    expect((await send(`GET ${url} HTTP/1.1`)).status).toBe(200);
    expect((await send(`GET ${url} HTTP/1.1`, { Host: 'evil.example' })).status).toBe(200);
  });

  it.each(['', '[::bad', 'a@127.0.0.1', '127.0.0.1.evil.example', '127.0.0.1, evil.example'])(
    'of the host %j is refused',
    async (host) => {
      const { send } = await open();
      expect((await send('GET / HTTP/1.1', { Host: host })).status).toBe(403);
    },
  );

  it('and methods, versions and headers that nobody uses do no harm', async () => {
    const { url, send, get } = await open();
    const texts = [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
      'hello\r\n\r\n',
      requestText(url, 'GET /\0 HTTP/1.1'),
      requestText(url, 'GET / HTTP/1.1', { Cookie: 'x'.repeat(20_000) }),
      requestText(url, 'OPTIONS * HTTP/1.1'),
      requestText(url, 'TRACE / HTTP/1.1'),
    ];
    for (const text of texts) {
      const { status } = await rawRequest(url, Buffer.from(text, 'latin1'));
      expect([400, 403, 405, 431], text.slice(0, 40)).toContain(status);
    }
    expectWords(await send('GET / HTTP/1.1', { Cookie: '=;;; token_=; ==%%%' }), 'cookies');
    expectWords(await send('GET / HTTP/1.1', { 'Accept-Encoding': ';;;q=,,=' }), 'encodings');
    expect((await get('/')).status).toBe(200);
  });
});

describe('an odd form', () => {
  it.each([
    ['a negative length', { ...FORM, 'Content-Length': '-5' }, 'kind=pause_sweep', 400],
    ['two lengths', { ...FORM, 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n', 400],
    ['a broken chunk', { ...FORM, 'Transfer-Encoding': 'chunked' }, 'zz\r\n\r\n', 400],
    ['what is no gzip', { ...FORM, 'Content-Encoding': 'gzip', 'Content-Length': '4' }, 'abcd', 400],
    ['an unknown encoding', { ...FORM, 'Content-Encoding': 'x', 'Content-Length': '4' }, 'abcd', 415],
    ['no type', { 'Content-Length': '4' }, 'abcd', 415],
    ['a nonsense type', { 'Content-Type': ';;;', 'Content-Length': '4' }, 'abcd', 415],
    ['a file', { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '4' }, 'abcd', 415],
    ['too many fields', { ...FORM, 'Content-Length': '500' }, 'a=1&'.repeat(125), 413],
    ['a field twice', { ...FORM, 'Content-Length': '13' }, 'note=a&note=b', 400],
    ['no field', { ...FORM, 'Content-Length': '0' }, '', 400],
    ['other fields alone', { ...FORM, 'Content-Length': '11' }, '__proto__=1', 400],
  ])('with %s is refused, and changes nothing', async (_what, headers, body, expected) => {
    const { post, get } = await open();
    const before = (await get('/sweeps/1')).headers.get('etag');
    const answer = await post('/sweeps/1/annotations', headers, body);
    expectWords(answer, body);
    expect(answer.status).toBe(expected);
    expect((await get('/sweeps/1')).headers.get('etag')).toBe(before);
  });

  it.each(['x', '1e400', 'seeded', '-1', '9'.repeat(30)])(
    'about a sweep %s is refused with words',
    async (id) => {
      const { post } = await open();
      for (const action of ['requests', 'annotations', 'delete', 'restore', 'trials/1/restore']) {
        const length = { ...FORM, 'Content-Length': '6' };
        const { status, text } = await post(`/sweeps/${id}/${action}`, length, 'note=x');
        if (id === 'seeded' && action !== 'restore' && action !== 'trials/1/restore') continue;
        expect(status, action).toBe(404);
        expect(text, action).not.toMatch(/\bNaN\b|Infinity|\de\+/);
      }
    },
  );

  it.each(['//evil.example', './/evil.example', '\\evil.example', '%5cevil.example', '%2f/evil.example'])(
    'from a page /%s leads to no other host',
    async (path) => {
      const { post, url } = await open();
      const headers = { ...FORM, 'Content-Length': '16', Referer: url + path };
      const { head } = await post('/sweeps/1/requests', headers, 'kind=pause_sweep');
      const location = /^location: (.*)$/im.exec(head)![1]!;
      expect(new URL(location, url).origin).toBe(new URL(url).origin);
      expect(decodeURIComponent(location)).not.toMatch(/^[/\\]{2}/);
    },
  );

  it('that never ends is given up, while others are answered', async () => {
    const { url, cookie, get } = await open({ wholeRequestMs: 1000 });
    const text = requestText(url, 'POST /sweeps/1/annotations HTTP/1.1', {
      ...FORM,
      Cookie: cookie,
      'Content-Length': '1000',
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(`${text}note=`));
    const slowly = setInterval(() => socket.write('x'), 100);
    const ended = new Promise<void>((resolve) => socket.on('close', resolve).on('error', resolve));
    expect((await get('/')).status).toBe(200);
    socket.resume();
    await ended;
    clearInterval(slowly);
    expect((await get('/sweeps/1')).text).not.toContain('xxx');
  }, 60_000);
});
