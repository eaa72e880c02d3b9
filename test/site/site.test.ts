import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHARTS } from '../../src/charts/index.ts';
import { startServer } from '../../src/server/index.ts';
import { fileRequest } from '../../src/store/index.ts';
import { seed } from '../server/dashboard.ts';
import { begin, complete, DATASET, planned } from '../store/sweeps.ts';
import { madeSite, newDatabase, referencesOf, textOf } from './madeSite.ts';

const pagesOf = (files: ReadonlyMap<string, Buffer>) =>
  [...files.keys()].filter((path) => path.endsWith('.html'));

/** The texts between the tags of a part of a page, one line each. */
function textsIn(page: string, from: string, to: string): string[] {
  const part = page.slice(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
  return part
    .replace(
      /<td class="tick">.*?<\/td>|<th scope="col" class="tick"><span class="unseen">compare<\/span><\/th>/g,
      '',
    )
    .split(/<[^>]+>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

describe('a site', () => {
  const db = newDatabase();
  let files: ReadonlyMap<string, Buffer>;
  beforeAll(async () => {
    const { sweep } = seed(db);
    fileRequest(db, sweep.sweepId, { kind: 'stop_trial', trial: 4 }, 'test');
    files = await madeSite(db);
  });

  it('leads to its own files alone, by relative paths that name them', async () => {
    const references = referencesOf(files);
    expect(references.length).toBeGreaterThan(500);
    expect(references.filter(({ file }) => file === undefined || !files.has(file))).toEqual([]);
    expect([...files.keys()].filter((path) => !/^[a-z0-9_./-]+$/.test(path))).toEqual([]);
    const led = new Set(['index.html', ...references.map(({ file }) => file)]);
    expect([...files.keys()].filter((path) => !led.has(path))).toEqual([]);
  });

  it('has no form, no script, and nothing for those who may write', async () => {
    const forbidden =
      /<(form|input|button|select|textarea|script)\b|\s(hx-|sse-|on[a-z]+=|style=)|for-(writers|readers)|reader\.css|\/theme\/|Read only/;
    for (const path of pagesOf(files)) {
      expect(forbidden.exec(textOf(files, path))?.[0], path).toBeUndefined();
      expect(textOf(files, path)).toContain(
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'`,
      );
    }
  });

  it('has a page for every trial and every chart, with the pictures that they show', async () => {
    for (const trial of [1, 2, 3, 4, 5]) {
      expect(textOf(files, `trials/${trial}/index.html`)).toContain(`<h1>Trial ${trial}</h1>`);
    }
    for (const { name } of CHARTS) expect(files.has(`charts/${name}.html`)).toBe(true);
    expect(files.get('trials/1/filters.png')!.subarray(1, 4).toString()).toBe('PNG');
    expect(files.get('images/4.png')!.subarray(1, 4).toString()).toBe('PNG');
    expect(textOf(files, 'trials/1/accuracy.svg')).toMatch(/^<svg/);
    expect(textOf(files, 'trials/1/accuracy-narrow.svg')).toContain('width="330"');
    expect(textOf(files, 'leaderboard.csv').split('\n')[0]).toContain('val_accuracy');
  });

  it('says what the dashboard says, number by number', async () => {
    const server = await startServer({ database: db.path, port: 0, host: '127.0.0.1' });
    onTestFinished(() => server.close());
    const pairs = [
      ['sweeps/1', 'index.html', '<section id="board"', '</tbody>'],
      ['sweeps/1?by=trial', 'leaderboard/by-trial.html', '<section id="board"', '</tbody>'],
      [
        'sweeps/1?sort=test_accuracy%3Aasc',
        'leaderboard/sort-test_accuracy-asc.html',
        '<section id="board"',
        '</tbody>',
      ],
      ['sweeps/1?epoch=best', 'leaderboard/epoch-best.html', '<section id="board"', '</tbody>'],
      ['sweeps/1?group=optimizer', 'leaderboard/group-optimizer.html', '<section id="board"', '</tbody>'],
      ['sweeps/1/charts/curves', 'charts/curves.html', '<section id="numbers"', '</table>'],
      ['sweeps/1/trials/1', 'trials/1/index.html', '<section id="curves"', '<section id="mistakes"'],
      ['sweeps/1/compare?trials=1,2', 'compare/trials-1-2.html', '<ul class="compared"', '<h3 id="images"'],
    ] as const;
    for (const [address, path, from, to] of pairs) {
      const shown = textsIn(await (await fetch(server.url + address)).text(), from, to);
      expect(shown.length, address).toBeGreaterThan(8);
      expect(textsIn(textOf(files, path), from, to), path).toEqual(shown);
    }
  });

  it('offers what it has by links, and leaves as text what it has not', async () => {
    const index = textOf(files, 'index.html');
    expect(index).toContain('<a href="leaderboard/by-trial.html">trials</a>');
    expect(index).toContain('<a href="compare/trials-1-2.html">1 with 2</a>');
    expect(index).toContain('<a tabindex="-1">adam</a>');
    const curves = textOf(files, 'charts/curves-metric-val_loss.html');
    expect(curves).toContain('<a href="curves-metric-val_loss.html" aria-current="true">val_loss</a>');
    // There is no chart for another metric and another group, so the link leads to the group.
    expect(curves).toContain('<a href="curves-group-optimizer.html">optimizer (median and band)</a>');
    expect(textOf(files, 'trials/1/index.html')).not.toContain('Try it');
  });

  it('is the same to the byte when it is made again', async () => {
    const second = await madeSite(db);
    expect([...second.keys()]).toEqual([...files.keys()]);
    expect(
      [...files].filter(([path, content]) => !content.equals(second.get(path)!)).map(([path]) => path),
    ).toEqual([]);
  });

  it('says at its foot what it is and of which state', async () => {
    expect(textOf(files, 'trials/1/index.html')).toMatch(
      /<footer[^>]*><p>The sweep seeded as pages that do not change \(while it ran: 3 of 5 trials done\), made by sweep 1\.2\.3 from runs\.db, last changed on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \([^)]+\)\.<\/p>/,
    );
    expect(textOf(files, 'index.html')).toContain('<span class="state running">running</span>');
  });
});

describe('a site is made', () => {
  it('of one moment while the sweep goes on', async () => {
    const db = newDatabase();
    const { sweep, advance } = seed(db);
    const files = await madeSite(db, {
      copied() {
        advance();
        sweep.end('interrupted');
      },
    });
    expect(textOf(files, 'index.html')).toContain('<span class="state running">running</span>');
    expect(textOf(files, 'index.html')).toContain('<span class="number">1/5</span>');
    expect(textOf(files, 'trials/4/index.html')).toContain('1 of 5 epochs are done');
  });

  it('that says loudly where the dataset was drawn', async () => {
    const db = newDatabase();
    const sweep = begin(db, { dataset: { ...DATASET, name: 'drawn', synthetic: true } });
    const [trial] = sweep.planTrials([planned({ units: 2 })], [7]);
    complete(sweep, trial!, 0.5);
    const files = await madeSite(db);
    for (const path of pagesOf(files)) {
      expect(textOf(files, path)).toContain('<strong class="loud">SYNTHETIC</strong>');
      expect(textOf(files, path)).toContain('Its numbers come from the SYNTHETIC dataset.');
    }
  });

  it('for a sweep without a trial', async () => {
    const db = newDatabase();
    begin(db);
    const files = await madeSite(db);
    expect(textOf(files, 'index.html')).toContain('No trial has been planned yet.');
    expect(referencesOf(files).filter(({ file }) => !files.has(file ?? ''))).toEqual([]);
  });

  it('for any name', async () => {
    const db = newDatabase();
    const sweep = begin(db, { name: `Größe "<b>&amp;' 网络 🧵` });
    const [trial] = sweep.planTrials([planned({ units: 2 })], [7]);
    complete(sweep, trial!, 0.5);
    const files = await madeSite(db);
    const name = 'Größe &quot;&lt;b&gt;&amp;amp;&#39; 网络 🧵';
    expect(textOf(files, 'index.html')).toContain(`<h1>${name}</h1>`);
    expect(textOf(files, 'trials/1/index.html')).toContain(`<a href="../../index.html">${name}</a>`);
    expect(referencesOf(files).filter(({ file }) => !files.has(file ?? ''))).toEqual([]);
  });

  it('that pages through all rows by rank, and through the first ones in another order', async () => {
    const db = newDatabase();
    const sweep = begin(db);
    const cells = Array.from({ length: 130 }, (_, index) => planned({ units: index + 1 }));
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5);
    const files = await madeSite(db);
    expect(textOf(files, 'index.html')).toContain('<a rel="next" href="leaderboard/page-2.html">Next</a>');
    expect(textOf(files, 'leaderboard/page-3.html')).toContain('101–130 of 130 configurations');
    expect(textOf(files, 'leaderboard/page-3.html')).toContain('<a href="../index.html">First</a>');
    expect(textOf(files, 'leaderboard/sort-units-desc-page-2.html')).toContain('<a rel="next">Next</a>');
    expect(files.has('leaderboard/sort-units-desc-page-3.html')).toBe(false);
    expect([...files.keys()].filter((path) => /^trials\/\d+\/index\.html$/.test(path))).toHaveLength(130);
    expect(referencesOf(files).filter(({ file }) => !files.has(file ?? ''))).toEqual([]);
  });
});
