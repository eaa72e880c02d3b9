import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { Workbench } from '../e2e/workbench.ts';
import { parseHtml } from './parsedHtml.ts';
import { finishedSweep } from './reports.ts';

/**
 * One unit, then letters with two UTF-16 units and four bytes each: a cut after an even number of units would
 * halve one.
 */
const LONG_NAME = `a${'𝒜'.repeat(49)}`;

const bench = new Workbench();
afterAll(() => bench.remove());
beforeAll(() => {
  const db = openDatabase(bench.path('runs.db'));
  finishedSweep(db, { name: LONG_NAME });
  finishedSweep(db, { name: 'my sweep' });
  db.close();
});

const report = (...args: string[]) => bench.run(['report', ...args]);

describe('sweep report', () => {
  it('writes one HTML file under the name of the sweep, and overwrites none unasked', async () => {
    expect(await report()).toMatchObject({
      status: 0,
      stderr: 'The latest of 2 sweeps: my sweep, sweep 2.\n',
      stdout: expect.stringMatching(
        /^Wrote my-sweep-report\.html \(\d+ kB\): a report of my sweep, sweep 2\.\n$/,
      ),
    });
    const html = readFileSync(bench.path('my-sweep-report.html'), 'utf8');
    expect(parseHtml(html).find(({ name }) => name === 'h1')!.text).toBe('my sweep');
    const again = await report();
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toContain('my-sweep-report.html exists.');
    expect(again.stderr).toContain('--force');
    expect(await report('--out', '-')).toMatchObject({ status: 0, stdout: html });
  });

  it('writes Markdown and the pictures that it shows, both or neither', async () => {
    const answer = await report('2', '--out', 'a b.md', '--json');
    const { bytes, ...told } = JSON.parse(answer.stdout);
    expect(told).toEqual({
      format: 'markdown',
      sweep: 2,
      path: bench.path('a b.md'),
      folder: bench.path('a b_files'),
    });
    expect(bytes).toBeGreaterThan(1000);
    const text = readFileSync(bench.path('a b.md'), 'utf8');
    const linked = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, address]) =>
      decodeURIComponent(address!),
    );
    expect(linked.length).toBeGreaterThan(3);
    expect(
      readdirSync(bench.path('a b_files'))
        .map((name) => `a b_files/${name}`)
        .sort(),
    ).toEqual(linked.sort());
    expect(readFileSync(bench.path(linked[0]!), 'utf8')).toMatch(/^<svg [^>]*xmlns=/);

    bench.write('a b_files/mine.txt', 'kept');
    const refused = await report('--format', 'markdown', '--out', 'a b.md', '--force');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('and holds mine.txt, which no report wrote');
    rmSync(bench.path('a b_files/mine.txt'));
    expect(await report('--format', 'markdown', '--out', 'a b.md', '--force')).toMatchObject({ status: 0 });
    expect(readdirSync(bench.folder).filter((name) => /\.(part|before)$/.test(name))).toEqual([]);
  });

  it('cuts a long name between two characters', async () => {
    const { status, stdout, stderr } = await report('1', '--format', 'markdown', '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).path).toMatch(/\/a(𝒜){20,}-report\.md$/u);
    expect(existsSync(JSON.parse(stdout).folder)).toBe(true);
  });

  it('writes Markdown without pictures to standard output', async () => {
    const { stdout } = await report('--format', 'markdown', '--out', '-');
    expect(stdout).toMatch(/^# my sweep\n/);
    expect(stdout).not.toContain('![');
  });

  it('says what is wrong before it writes anything', async () => {
    mkdirSync(bench.path('folder.html'));
    const wrong: [string[], string][] = [
      [['--format', 'html', '--out', 'x.md'], 'x.md is markdown by its ending, and the format is html'],
      [['--out', 'x.pdf'], 'a browser prints that as PDF'],
      [['--out', 'x/'], 'Such as --out x/report.html'],
      [['--out', 'folder.html'], 'folder.html is a folder'],
      [['--out', 'nowhere/x.html'], 'its folder does not exist'],
      [
        ['--where', 'optimizer=lion', '--out', 'x.html'],
        'No configuration of my sweep that is shown matches',
      ],
      [['--where', 'optimiser=adam', '--out', 'x.html'], 'optimiser'],
      [['other'], 'There is no sweep "other"'],
      [['--format', 'pdf'], '--format must be html or markdown, not pdf'],
    ];
    const answers = await Promise.all(wrong.map(([args]) => report(...args)));
    for (const [index, { status, stderr, stdout }] of answers.entries()) {
      expect(stderr).toContain(wrong[index]![1]);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    }
    expect(existsSync(bench.path('x.html')) || existsSync(bench.path('x.md'))).toBe(false);
  });
});
