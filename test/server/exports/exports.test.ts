import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { describe, expect, it } from 'vitest';
import { SweepError } from '../../../src/errors.ts';
import { begin, complete, planned } from '../../store/sweeps.ts';
import { openDashboard, seed } from '../dashboard.ts';
import { PlainExports } from '../plainExports.ts';

async function open(options: Parameters<typeof openDashboard>[0] = {}) {
  const exports = new PlainExports();
  const dashboard = await openDashboard({ exports, ...options });
  seed(dashboard.writer());
  return { ...dashboard, exports };
}

/** The menu of a page, as text without tags. */
function menuOf(html: string): string {
  const menu = /<div id="export-menu"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
  return menu.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

/** Requests a file as a reader who may leave. */
async function begun(url: string, path: string) {
  const request = httpGet(new URL(path, url)).on('error', () => {});
  return { leave: () => request.destroy(), answer: once(request, 'response') };
}

describe('the menu', () => {
  it('of a trial with weights leads to every format that the service has, with what it is good for', async () => {
    const { get, exports } = await open();
    const { text } = await get('/sweeps/1/trials/1');
    for (const { name, title, purpose } of await exports.ofTrial()) {
      expect(text).toContain(`<a href="/sweeps/1/trials/1/export/${name}">${title}</a>`);
      expect(menuOf(text)).toContain(`${title} ${purpose}`);
    }
    expect(menuOf(text)).not.toContain('sweep export');
  });

  it.each([3, 4, 5])(
    'of trial %i, which has not completed, leads to its spec and says why to no more',
    async (number) => {
      const { get } = await open();
      const { text } = await get(`/sweeps/1/trials/${number}`);
      expect(text.match(/trials\/\d\/export\/\w+/g)).toEqual([`trials/${number}/export/yaml`]);
      expect(menuOf(text)).toMatch(/Spec trains it again This trial has not completed: there is no model/);
      expect(menuOf(text)).not.toContain('sweep export');
    },
  );

  it('of a trial whose weights were dropped says so, and what to type', async () => {
    const dashboard = await openDashboard({ exports: new PlainExports() });
    const sweep = begin(dashboard.writer());
    const cells = Array.from({ length: 12 }, (_, index) => planned({ units: index + 1 }));
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number / 20);
    const menu = menuOf((await dashboard.get('/sweeps/1/trials/1')).text);
    expect(menu).toContain('The weights of this trial are not kept');
    expect(menu).toContain('Keras model sweep export 1/1 --format keras for Python');
    expect(menu).not.toContain('--format card');
    expect(menuOf((await dashboard.get('/sweeps/1/trials/12')).text)).not.toContain('sweep export');
  });

  it('of a sweep leads to its files, and to the rows of the view that is shown', async () => {
    const { get } = await open();
    const { text } = await get('/sweeps/1?where=optimizer%3Dadam');
    for (const name of ['report.html', 'report.md', 'site'])
      expect(text).toContain(`<a href="/sweeps/1/export/${name}"`);
    expect(text).toContain('aria-label="Report as Markdown">Markdown</a>');
    expect(text).toContain('the rows of this view, all of them');
    expect((await get('/sweeps/1?group=optimizer')).text).toContain('the rows behind these groups');
    const [, view] = /<a href="([^"]*)" aria-label="Leaderboard as CSV">/.exec(text)!;
    expect(view).toBe('/sweeps/1/leaderboard.csv?where=optimizer%3Dadam');
    expect((await get(view!)).text.trim().split('\n')).toHaveLength(3);
  });

  it('is on no page of a server that exports nothing', async () => {
    const dashboard = await openDashboard();
    seed(dashboard.writer());
    for (const path of ['/sweeps/1/trials/1', '/sweeps/1'])
      expect((await dashboard.get(path)).text).not.toContain('export-menu');
    expect((await dashboard.get('/sweeps/1/export/site')).text).toContain('This server exports nothing.');
  });
});

describe('a download', () => {
  it('is a file with a name and a length, which no browser shows as a page of ours', async () => {
    const { get, exports, database } = await open();
    const { status, text, headers } = await get('/sweeps/1/export/report.html');
    expect([status, text]).toEqual([200, '<script>alert("report.html")</script>']);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="seeded-report.html"; filename*=UTF-8''seeded-report.html`,
    );
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    const plain = await get('/sweeps/1/trials/2/export/onnx', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-length')).toBe(String(plain.text.length));
    expect(plain.headers.get('content-type')).toBe('application/zip');
    expect(plain.headers.get('content-disposition')).toContain('filename="seeded-trial-2-onnx.zip"');
    expect(exports.asked.map(({ request }) => request)).toEqual([
      { database, sweep: '1', trial: undefined, name: 'report.html', folder: 'seeded-report' },
      { database, sweep: '1', trial: 2, name: 'onnx', folder: 'seeded-trial-2-onnx' },
    ]);
  });

  it.each([
    ['Prüfung “α”', 'Prufung', 'Pr%C3%BCfung-%CE%B1'],
    ['../../etc/passwd', 'etc-passwd', 'etc-passwd'],
    ['a"; filename="b.exe', 'a-filename-b.exe', 'a-filename-b.exe'],
    ['x\r\nSet-Cookie: a=b', 'x-Set-Cookie-a-b', 'x-Set-Cookie-a-b'],
    ['evil\u202Efdp', 'evil-fdp', 'evil-fdp'],
    ["it's (mine)*", 'it-s-mine', 'it-s-mine'],
    ['...', 'sweep', 'sweep'],
    ['漢字', 'report.md', '%E6%BC%A2%E5%AD%97'],
    ['é'.repeat(300), 'e'.repeat(60), '%C3%A9'.repeat(60)],
  ])('of a sweep called %j has a name that is safe anywhere', async (name, ascii, encoded) => {
    const dashboard = await openDashboard({ exports: new PlainExports() });
    begin(dashboard.writer(), { name });
    const { headers, status } = await dashboard.get('/sweeps/1/export/report.md');
    expect(status).toBe(200);
    const disposition = headers.get('content-disposition')!;
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~-]+$/);
    expect(disposition).toContain(`filename="${ascii}`);
    expect(disposition).toContain(`UTF-8''${encoded}-report.md`);
  });

  it('is asked for by what names that very sweep, where the id of one is the name of another', async () => {
    const exports = new PlainExports();
    const { get, writer } = await openDashboard({ exports });
    const db = writer();
    for (const name of ['2', 'x']) begin(db, { name });
    for (const address of ['1', '2', 'x']) await get(`/sweeps/${address}/export/site`);
    expect(exports.asked.map(({ request }) => [request.sweep, request.folder])).toEqual([
      ['1', '2-site'],
      ['1', '2-site'],
      ['x', 'x-site'],
    ]);
  });

  it('asked for by HEAD says the same, and makes nothing', async () => {
    const { get, exports } = await open();
    const { status, text, headers } = await get('/sweeps/1/trials/1/export/onnx', { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
    expect(headers.get('content-disposition')).toContain('seeded-trial-1-onnx.zip');
    expect(headers.get('content-type')).toBe('application/zip');
    expect((await get('/sweeps/1/export/nothing', { method: 'HEAD' })).status).toBe(404);
    expect(exports.asked).toEqual([]);
  });

  it.each([
    ['/sweeps/1/trials/1/export/floppy', 404, /no export &quot;floppy&quot;[\s\S]*yaml, card, onnx, keras/],
    ['/sweeps/1/export/trials.xls', 404, /no export[\s\S]*report\.html, report\.md, site/],
    ['/sweeps/9/export/site', 404, /There is no sweep/],
    ['/sweeps/1/trials/99/export/yaml', 404, /no trial &quot;99&quot;/],
    ['/sweeps/1/trials/3/export/onnx', 400, /not completed[\s\S]*sweep export 1\/3 --format yaml/],
  ])('of what there is not, at %s, is a page that says so', async (path, status, message) => {
    const { get, exports } = await open();
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(message);
    expect(answer.headers.get('content-disposition')).toBe(null);
    expect(exports.asked).toEqual([]);
  });

  it.each([
    [new SweepError('too_many_exports', 'Sixteen are made.', 'Later.'), 503, '10'],
    [new SweepError('export_failed', 'The disk said no.'), 500, null],
    [new SweepError('too_few_files', 'Too few.'), 503, null],
    [new SweepError('trial_not_found', 'It is gone.'), 404, null],
  ])('that fails is a page with its error: %s', async (failure, status, retryAfter) => {
    const { get, exports } = await open();
    exports.failure = failure;
    const answer = await get('/sweeps/1/export/report.html');
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(failure.message);
    expect(answer.text).toContain(failure.code);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(answer.headers.get('content-disposition')).toBe(null);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('is for who reads pages: without the token here, and only with it where that is private', async () => {
    const here = await open();
    expect((await here.get('/sweeps/1/export/site')).status).toBe(200);
    const closed = await open({ guarded: 'everything' });
    for (const path of ['/sweeps/1/export/site', '/sweeps/1/trials/1/export/onnx', '/sweeps/1/export/x'])
      expect((await closed.get(path)).status).toBe(401);
    expect(closed.exports.asked).toEqual([]);
    expect((await closed.get('/sweeps/1/export/site', { headers: { cookie: closed.cookie } })).status).toBe(
      200,
    );
  });

  it('is not started by a page of another site, which is led to the page with the menu', async () => {
    const { get, exports } = await open();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      const ofTrial = await get('/sweeps/1/trials/2/export/onnx', { headers, redirect: 'manual' });
      expect([ofTrial.status, ofTrial.headers.get('location')]).toEqual([303, '/sweeps/1/trials/2']);
      const ofSweep = await get('/sweeps/seeded/export/site', { headers, redirect: 'manual' });
      expect([ofSweep.status, ofSweep.headers.get('location')]).toEqual([303, '/sweeps/1']);
    }
    expect(exports.asked).toEqual([]);
    expect((await get('/sweeps/1/export/site', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
  });

  it('takes no form', async () => {
    const { post, exports } = await open();
    expect((await post('/sweeps/1/export/site', {})).status).toBe(405);
    expect(exports.asked).toEqual([]);
  });

  it('whose reader leaves is told so, and no other is', async () => {
    const { url, exports } = await open();
    exports.isSlow = true;
    const [leaving, staying] = [
      await begun(url, '/sweeps/1/export/site'),
      await begun(url, '/sweeps/1/export/site'),
    ];
    await Promise.all([leaving.answer, staying.answer]);
    leaving.leave();
    await expect.poll(() => exports.asked.filter(({ signal }) => signal.aborted).length).toBe(1);
    staying.leave();
    await expect.poll(() => exports.asked.filter(({ signal }) => signal.aborted).length).toBe(2);
  });

  it('that is underway when the server closes is told so', async () => {
    const { url, exports, server } = await open();
    exports.isSlow = true;
    await (await begun(url, '/sweeps/1/export/site')).answer;
    await server.close();
    await expect.poll(() => exports.asked[0]!.signal.aborted).toBe(true);
  });
});
