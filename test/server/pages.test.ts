import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSweepStore } from '../../src/store/index.ts';
import { begin, complete, fail, planned, sweepStart } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';

/** The first cells of the leaderboard's rows. */
function firstCells(html: string): string[] {
  return [
    ...html.matchAll(/<tr[^>]*>\s*<td class="tick">.*?<\/td>\s*<td class="number rank">(.*?)<\/td>/g),
  ].map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, '').trim());
}

/** Numbers of the trials that the rows link to, in order. */
function trialLinks(html: string): number[] {
  return [
    ...html.matchAll(/<th scope="row" class="number trial"><a href="\/sweeps\/\d+\/trials\/(\d+)"/g),
  ].map(([, number]) => Number(number));
}

describe('the page of sweeps', () => {
  it('says what to do before there is a database, and finds it once it is there', async () => {
    const steps = [{ does: 'Train <six>', commands: 'sweep run a.yaml\nsweep run b.yaml' }];
    const { get, writer, database } = await openDashboard({ firstSteps: { folder: '/home/ada', steps } });
    const said =
      /in the folder <code>\/home\/ada<\/code>[\s\S]*Train &lt;six&gt;:[\s\S]*<pre>sweep run a.yaml\nsweep run b.yaml<\/pre>/;
    const before = await get('/');
    expect(before.status).toBe(200);
    expect(before.text).toMatch(/No database yet/);
    expect(before.text).toMatch(said);
    expect((await get('/trials')).status).toBe(503);
    writeFileSync(database, '');
    expect((await get('/')).text).toMatch(/No database yet/);
    const db = writer();
    expect((await get('/')).text).toMatch(/No sweep yet/);
    expect((await get('/')).text).toMatch(said);
    seed(db);
    const after = await get('/');
    expect(after.status).toBe(200);
    expect(after.text).toMatch(/seeded[\s\S]*running[\s\S]*3\/5[\s\S]*1 failed[\s\S]*0\.9100/);
  });

  it('shows how the best came about, and how long it took', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    const { sweep } = seed(db);
    begin(db, { name: 'empty' });
    sweep.end('interrupted');
    const { text } = await get('/');
    expect(text.match(/<polyline points="1,/g)).toHaveLength(1);
    expect(text).toMatch(/seeded[\s\S]*training time: all trials together/);
  });

  it('says when a sweep was first started, and how long its last run took unless a clock was set back in it', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    let now = Date.parse('2026-11-20T18:00:00Z');
    const store = createSweepStore(db, { now: () => now });
    const run = (forMs: number) => {
      const sweep = store.beginSweep(sweepStart());
      now += forMs;
      sweep.end('interrupted');
    };
    run(60_000);
    now += 86_400_000;
    run(120_000);
    const { text } = await get('/');
    expect(text).toContain('<time datetime="2026-11-20T18:00:00.000Z">');
    expect(text).not.toContain('2026-11-21');
    expect(text).toMatch(/<td class="number[^>]*>2m<\/td>/);
    run(-7_200_000);
    const setBack = (await get('/')).text;
    expect(setBack).not.toMatch(/>(2m|[-−]\w+)</);
    // That is the training time of no trials.
    expect(setBack.match(/>0ms</g)).toHaveLength(1);
  });

  it('says loudly which sweeps are synthetic and which select on the test set', async () => {
    const { get, writer } = await openDashboard();
    const db = writer();
    seed(db, 'honest');
    seed(db, 'flattered', 'test');
    const { text } = await get('/');
    expect(text.match(/on the test set/g)).toHaveLength(1);
    begin(db, { name: 'drawn', dataset: { ...drawn, name: 'synthetic' } });
    expect((await get('/')).text).toMatch(/SYNTHETIC/);
  });
});

const drawn = {
  synthetic: true,
  fingerprint: 'f',
  input: { shape: [4, 4, 1], classes: 3 },
  classNames: ['a', 'b', 'c'],
  trainCount: 9,
  testCount: 5,
} as const;

describe('a leaderboard', () => {
  it('ranks what is completed and shows the rest below, with columns for what varies', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text, status } = await get('/sweeps/1?queued=1');
    expect(status).toBe(200);
    expect(firstCells(text)).toEqual(['1', '† 2', 'running', 'queued', 'failed']);
    const heads = text.replaceAll('<wbr>', '');
    for (const column of ['model', 'optimizer', 'epochs', 'learning_rate'])
      expect(heads).toContain(`>${column}</a>`);
    for (const column of ['batch_size', 'activation']) expect(heads).not.toContain(`>${column}</a>`);
    expect(text).toMatch(/worker 2[\s\S]*#4[\s\S]*1\/5/);
    expect(text).toContain('<polyline points=');
  });

  it('says what is best so far and about how long the rest takes', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1');
    expect(text).toMatch(
      /Best so far: val_accuracy <strong>0\.9100<\/strong>, <a href="\/sweeps\/1\/trials\/1">trial 1/,
    );
    expect(text).toContain('time left: about 10s');
  });

  it('names the best of the seeds of the best configuration', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { replicates: 2 });
    const trials = sweep.planTrials([planned({})], [7, 8]);
    expect((await get('/sweeps/1')).text).not.toContain('Best so far');
    for (const [index, trial] of trials.entries()) complete(sweep, trial, 0.8 + index / 10);
    expect((await get('/sweeps/1')).text).toMatch(/0\.8500 ± 0\.0707<\/strong>, <a href="[^"]*\/2">trial 2/);
  });

  it('sorts by a column, and turns around when asked again', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const sorted = await get('/sweeps/1?queued=1&sort=val_accuracy:asc');
    expect(trialLinks(sorted.text)).toEqual([4, 2, 1, 5, 3]);
    expect(sorted.text).toMatch(
      /aria-sort="ascending"><a href="\?sort=val_accuracy%3Adesc&amp;queued=1">val_<wbr>accuracy/,
    );
    const turned = await get('/sweeps/1?queued=1&sort=val_accuracy:desc');
    expect(trialLinks(turned.text)).toEqual([1, 2, 4, 5, 3]);
  });

  it('filters, keeps the filter in every link, and shows a mistake beside the filter', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const filtered = await get('/sweeps/1?where=optimizer%3Dsgd');
    expect(trialLinks(filtered.text)).toEqual([2, 3]);
    expect(filtered.text).toContain('?sort=val_accuracy%3Adesc&amp;where=optimizer%3Dsgd');
    const wrong = await get('/sweeps/1?where=optimiser%3Dsgd');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toMatch(/aria-invalid="true"[\s\S]*optimiser/);
    expect((await get('/sweeps/1?where=loss%3E99')).text).toContain('No row matches');
  });

  it('tells the epochs that were trained from those that were asked for, and why a row failed', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1?sort=epochsDone:desc');
    expect(text).toContain('href="?sort=epochs%3Aasc">epochs</a>');
    expect(text).toMatch(
      /aria-sort="descending"><a href="\?sort=epochsDone%3Aasc" title="epochsDone in filters">epochs done/,
    );
    expect(text).toMatch(
      /class="state failed"[^>]*>failed<[\s\S]*class="reason failed"[^>]*>The loss became NaN\./,
    );
  });

  it('sorts by the number of the trial', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1?sort=trial:desc&queued=1');
    expect(trialLinks(text)).toEqual([5, 4, 3, 2, 1]);
    expect(text).toMatch(/aria-sort="descending"><a href="\?sort=trial%3Aasc&amp;queued=1">trial</);
  });

  it('pages through many rows', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { name: 'many' });
    const cells = Array.from({ length: 120 }, (_, index) => planned({ units: index + 1 }));
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, trial.number / 1000);
    const pages = [await get('/sweeps/1'), await get('/sweeps/1?page=2'), await get('/sweeps/1?page=3')];
    expect(pages.map(({ text }) => trialLinks(text).length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flatMap(({ text }) => trialLinks(text))).size).toBe(120);
    expect(pages[1]!.text).toMatch(/rel="prev" href="\?"[\s\S]*rel="next" href="\?page=3"/);
    expect(pages[0]!.text.length).toBeLessThan(150_000);
  });

  it('is flagged where it selects on the test set', async () => {
    const { get, writer } = await openDashboard();
    seed(writer(), 'flattered', 'test');
    expect((await get('/sweeps/1')).text).toContain('Validated on the test set');
    expect((await get('/sweeps/1/trials/1')).text).toContain('Validated on the test set');
  });
});

describe('a trial', () => {
  it('shows parameters, layers, curves, its neighbours in rank and the confusion matrix', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    const { text } = await get('/sweeps/1/trials/2');
    expect(text).toMatch(/rank 2[\s\S]*rank 1: trial 1<[\s\S]*val_accuracy<\/dt><dd>0\.8500/);
    expect(text).toMatch(/optimizer<\/th><td>sgd[\s\S]*flatten[\s\S]*Confusion on the test set/);
    const curve = await get('/sweeps/1/trials/2/loss.svg');
    expect(curve.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(curve.text).toMatch(/^<svg[\s\S]*val_loss[\s\S]*<\/svg>$/);
  });

  it('is set beside the best trial of the best configuration, and ranked among trials', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer(), { replicates: 2 });
    const cells = [planned({ batch_normalization: true }), planned({ units: 3 })];
    // Trial 1 has the highest value; the second configuration has the higher mean.
    for (const [index, trial] of sweep.planTrials(cells, [7, 8]).entries())
      complete(sweep, trial, [0.95, 0.1, 0.8, 0.7][index]!);
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toContain('rank 1 of the trials');
    expect(text).toContain('best trial, <a href="/sweeps/1/trials/3">#3</a>');
    // Four units with a mean and a variance each.
    expect(text).toContain('8 of them moving averages, which are not trained');
    expect((await get('/sweeps/1')).text).toContain('<a href="/sweeps/1/trials/3">trial 3');
  });

  it('has the short form of long numbers, and all digits behind it', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const [trial] = sweep.planTrials([planned({ dropout: 0.3101400890623196 })], [7]);
    fail(sweep, trial!);
    expect((await get('/sweeps/1/trials/1')).text).toContain('<td title="0.3101400890623196">0.3101</td>');
  });

  it('marks what differs from the best trial, and says how to train it again with changes', async () => {
    const dashboard = await openDashboard();
    const { sweep } = seed(dashboard.writer());
    const second = (await dashboard.get(`/sweeps/${sweep.sweepId}/trials/2`)).text;
    expect(second).toMatch(/best trial, <a href="\/sweeps\/1\/trials\/1">#1<\/a>/);
    expect(second).toMatch(/class="differs"><th scope="row">optimizer<\/th><td>sgd<\/td><td>adam<\/td>/);
    expect(second).toMatch(/class="differs"><th scope="row">filters<\/th><td>–<\/td><td>8<\/td>/);
    expect(second).toMatch(/<tr><th scope="row">epochs<\/th><td>2<\/td><td><\/td>/);
    expect(second).toContain(`<pre>sweep export ${sweep.sweepId}/2 --out again.yaml\nsweep run again.yaml`);
    const best = (await dashboard.get(`/sweeps/${sweep.sweepId}/trials/1`)).text;
    expect(best).not.toContain('best trial');
    expect(best).not.toContain('moving averages');
    expect(best).not.toContain('class="differs"');
  });

  it('says why it failed, and that no epoch has ended', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    expect((await get('/sweeps/1/trials/3')).text).toMatch(/failed[\s\S]*The loss became NaN\. Lower it\./);
    expect((await get('/sweeps/1/trials/5')).text).toMatch(/queued[\s\S]*No epoch has ended/);
  });
});

describe('the dashboard', () => {
  it('answers unknown addresses with a helpful page', async () => {
    const { get, writer } = await openDashboard();
    seed(writer());
    for (const path of ['/nowhere', '/sweeps/99', '/sweeps/1/trials/99', '/sweeps/1/trials/1/f1.svg']) {
      const { status, text } = await get(path);
      expect(status).toBe(404);
      expect(text).toContain('All sweeps');
      expect(text).not.toMatch(/\n\s+at /);
    }
  });

  it('says that an address cannot be read, and what is wrong with a file that is no database', async () => {
    const { get, database } = await openDashboard();
    const malformed = await get('/sweeps/%E0%A4%A');
    expect(malformed.status).toBe(400);
    expect(malformed.text).toContain('Not an address');
    writeFileSync(database, 'JFIF, a picture and no database, as its first bytes tell');
    const picture = await get('/');
    expect(picture.status).toBe(500);
    expect(picture.text).toMatch(/This database cannot be read[\s\S]*runs\.db/);
    expect(picture.text).not.toContain('No database yet');
  });

  it('escapes what people name', async () => {
    const { get, writer } = await openDashboard();
    seed(writer(), '<script>alert("x")</script>');
    for (const path of ['/', '/sweeps/1', '/sweeps/1/trials/1', '/sweeps/1?where=%22%3E%3Cscript%3E']) {
      const { text } = await get(path);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('"><script>');
      expect(text).not.toMatch(/<script (?!src="\/public\/[a-zA-Z.]+\?v=[\w-]{12}" defer>)/);
    }
  });

  it('forbids inline script and answers only to names of this machine', async () => {
    const { get, url, writer } = await openDashboard();
    seed(writer());
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    expect(headers.get('x-powered-by')).toBeNull();
    expect(await statusForHost(url, 'evil.example')).toBe(403);
    expect(await statusForHost(url, 'localhost')).toBe(200);
    expect((await get('/', { method: 'PUT' })).status).toBe(405);
    for (const path of ['/public/../layout.eta', '/public/%2e%2e/layout.eta', '/public/..%2flayout.eta']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('serves its scripts and styles itself', async () => {
    const { get } = await openDashboard();
    for (const name of ['pages.js', 'pages.css', 'echarts.min.js', 'charts.js', 'icon.svg']) {
      const { status, headers, text } = await get(`/public/${name}`);
      expect(status).toBe(200);
      expect(text.length).toBeGreaterThan(100);
      const known = await get(`/public/${name}`, {
        headers: { 'if-none-match': headers.get('etag')!, 'cache-control': 'max-age=0' },
      });
      expect([known.status, known.text]).toEqual([304, '']);
    }
  });
});

async function statusForHost(url: string, host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}
