import { readFileSync } from 'node:fs';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { compare, openStore, runSweep } from '../../src/index.ts';
import { startServer } from '../../src/server/index.ts';
import { Workbench } from '../e2e/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const SWEEP = {
  name: 'fair',
  method: 'random',
  run_cap: 12,
  metric: { name: 'y', goal: 'minimize' },
  finals: { seeds: 6 },
  parameters: {
    kind: { values: ['a', 'b'] },
    wide: { values: [true, false] },
    x: { distribution: 'uniform', min: 0.2, max: 0.8 },
  },
  trainer: ({ parameters: { kind, wide, x }, seed }: Told) => ({
    // The seed of the search makes b look better than it is.
    y:
      x +
      (kind === 'a' ? 1 : seed === 0 ? 0 : 2) +
      (wide ? 0.5 : 0) +
      0.01 * Math.sin(seed * (kind === 'a' ? 1 : 2)),
  }),
};

interface Told {
  readonly parameters: { readonly kind: string; readonly wide: boolean; readonly x: number };
  readonly seed: number;
}

async function compared(name: string, roles: object, ...args: string[]) {
  const database = bench.path(`${name}.db`);
  await runSweep({ ...SWEEP, roles } as never, { database });
  const { stdout, stderr, status } = await bench.run(['compare', ...args, '--db', database]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

it('compares the scientific values by themselves, on seeds that had no part in the search', async () => {
  const text = await compared('one', { kind: 'scientific' });
  expect(text).toMatch(/^fair by kind\n/);
  expect(text).toMatch(
    /By y kind=a is better than kind=b by (1\.0|0\.9)\d+ \(95 % interval .*; 6 seeds each\)\./,
  );
  expect(text).toContain('Verdicts rest on the seeds of the finals alone, which had no part in the choice.');
  expect(text).toContain('✓ The budgets are alike: 6 configurations each.');
  expect(text).toContain('! kind=a has 6 configurations: from 20 on, they tell what more trials would gain.');
});

it('compares combinations of several, and anything else by hand', async () => {
  const json = JSON.parse(await compared('two', { kind: 'scientific', wide: 'scientific' }, '--json'));
  expect(json).toMatchObject({
    by: 'kind,wide',
    checks: expect.arrayContaining([expect.objectContaining({ ok: true })]),
  });
  expect(json.groups.map(({ value }: { value: string }) => value)).toEqual([
    'kind=a wide=false',
    'kind=a wide=true',
    'kind=b wide=false',
    'kind=b wide=true',
  ]);
  expect(json.comparisons).toMatchObject([
    { first: 'kind=a wide=false', verdict: 'better', seeds: 6 },
    { verdict: 'better' },
    { verdict: 'better' },
  ]);
  const { stdout } = await bench.run(['compare', '--by', 'wide', '--db', 'two.db', '--json']);
  const byHand = JSON.parse(stdout);
  expect(byHand.groups).toHaveLength(2);
  expect(byHand).not.toHaveProperty('checks');
  const { status, stderr } = await bench.run(['compare', '--latency', '--db', 'two.db']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('--latency measures networks alone')]);
});

/** The verdicts and checks of `two.db`, as `compare --json` has them. */
async function twoRoles() {
  const { stdout } = await bench.run(['compare', '--db', 'two.db', '--json']);
  const { comparisons, checks } = JSON.parse(stdout) as {
    comparisons: { words: { verdict: string; reasons: string[] } }[];
    checks: { text: string }[];
  };
  const said = comparisons.flatMap(({ words: { verdict, reasons } }) => [verdict, ...reasons]);
  return [...said, ...checks.map(({ text }) => text)];
}

it('says the same on the page of its comparison, to which the page of the sweep leads, and in the report', async () => {
  const said = await twoRoles();
  expect(said).toContainEqual(expect.stringContaining("with Holm's correction for 3 comparisons"));
  const server = await startServer({ database: bench.path('two.db'), port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  const get = async (path: string) => (await fetch(new URL(path, server.url))).text();
  expect(await get('sweeps/1')).toContain(
    '<a href="/sweeps/1/compare?by=kind,wide">Verdict by kind and wide</a>',
  );
  for (const path of ['sweeps/1/compare?by=kind,wide', 'sweeps/1/compare']) {
    const page = textOf(await get(path));
    expect(page.match(/Groups by kind and wide/g)).toHaveLength(3);
    expect(said.filter((sentence) => !page.includes(sentence))).toEqual([]);
  }
  expect(await get('sweeps/1/compare?by=kind')).not.toContain('The budgets are');
  await bench.run(['report', '--db', 'two.db', '--out', 'two.html']);
  const report = textOf(readFileSync(bench.path('two.html'), 'utf8'));
  expect(report.match(/By kind and wide/g)).toHaveLength(2);
  expect(said.filter((sentence) => !report.includes(sentence))).toEqual([]);
});

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ');
}

it('compares the configurations of trials by all their seeds, and the library the same', async () => {
  const database = bench.path('trials.db');
  const { finals: _, ...searched } = SWEEP;
  await runSweep({ ...searched, run_cap: 3, replicates: 3 } as never, { database });
  const run = (...names: string[]) => bench.run(['compare', ...names, '--db', database]);
  const { stdout, status } = await run('fair/1', 'fair/4', '--json');
  expect(status).toBe(0);
  const store = openStore(database);
  const { comparisons, groups } = compare(store, { names: ['fair/1', 'fair/4'] });
  store.close();
  expect(groups.map(({ value, best }) => [value, best.replicates])).toEqual([
    ['fair/1', 3],
    ['fair/4', 3],
  ]);
  expect(comparisons[0]!.words.verdict).toMatch(/^By y fair\/\d is better than fair\/\d by .*3 seeds each/);
  expect(JSON.parse(stdout).comparisons).toEqual(JSON.parse(JSON.stringify(comparisons)));
  const mistakes = {
    'fair/1 fair': /fair is a sweep, and fair\/1 a trial/,
    'fair/1 fair/2': /fair\/1 and fair\/2 are trainings of one configuration/,
    'fair/1': /fair\/1 alone is no comparison/,
    'fair/1 fair/99': /has no trial "99"/,
    'fair/1 fair/4 --by x': /Trials are compared one by one/,
  };
  for (const [names, message] of Object.entries(mistakes)) {
    const wrong = await run(...names.split(' '));
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(message);
  }
});
