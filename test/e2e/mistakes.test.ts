import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

/** All characters but printable text, line breaks and indentation. */
const DECEIVING = /[^\n\P{Cc}]|[\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

const bench = new Workbench();
afterAll(() => bench.remove());

/** Runs a wrong command line: status 2, no stack trace, no database left behind. Returns standard error. */
async function refused(...args: string[]): Promise<string> {
  const { status, stderr, stdout } = await bench.run(args);
  expect(status).toBe(2);
  expect(stderr + stdout).not.toMatch(/\n\s+at /);
  expect(existsSync(bench.path('runs.db'))).toBe(false);
  return stderr;
}

const spec = (change: (text: string) => string) => bench.write('wrong.yaml', change(TINY_SPEC));

describe('mistakes that people make', () => {
  it.each<[string, (text: string) => string, RegExp]>([
    [
      'a typo in a key',
      (text) => text.replace('method', 'methd'),
      /wrong\.yaml:4:1[\s\S]*Did you mean method\?/,
    ],
    [
      "a typo in an optimizer's name",
      (text) => text.replace('adam]', 'adm]'),
      /:8:20[\s\S]*Did you mean adam\?/,
    ],
    [
      'a negative batch size',
      (text) => text.replace('1024', '-32'),
      /:9:15[\s\S]*batch_size must be an integer from 1 to 8192, not -32/,
    ],
    ['a tab', (text) => text.replace('  units', '\tunits'), /wrong\.yaml:7:1[\s\S]*tab/i],
    ['an empty file', () => '', /is empty[\s\S]*minimal/i],
    [
      'a filter count that is no integer',
      (text) => text.replace('  units: [8, 16]', '  filters: 33.5'),
      /filters must be an integer[\s\S]*33\.5/,
    ],
    ['no epochs', (text) => text.replace('epochs: 2', 'epochs: 0'), /epochs must be an integer from 1/],
  ])('%s', async (_name, change, message) => {
    expect(await refused('run', spec(change))).toMatch(message);
  });

  it('reports all mistakes at once, and the plan too, as JSON', async () => {
    const file = spec((text) =>
      text.replace('1024', '-32').replace('adam]', 'adm]').replace('epochs: 2', 'epochs: x'),
    );
    expect((await refused('run', file)).match(/wrong\.yaml:\d+:\d+/g)).toHaveLength(3);
    const lines = (await refused('run', file, '--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { problems: [{ line: 8 }, { line: 9 }, { line: 10 }] },
      { error: { code: 'spec_invalid' } },
    ]);
    const { status, stdout } = await bench.run(['plan', file, '--json']);
    expect(status).toBe(2);
    const { valid, errors } = JSON.parse(stdout);
    expect(valid).toBe(false);
    expect(errors.map(({ path, line }: { path: string; line: number }) => [path, line])).toEqual([
      ['parameters.optimizer[1]', 8],
      ['parameters.batch_size', 9],
      ['parameters.epochs', 10],
    ]);
  });

  it('a missing spec, a folder', async () => {
    expect(await refused('run', 'nowhere.yaml')).toMatch(/nowhere\.yaml/);
    mkdirSync(bench.path('folder'));
    expect(await refused('run', 'folder')).toMatch(/folder/);
  });

  it('an unknown command, flag or count', async () => {
    expect(await refused('rnu', 'x.yaml')).toMatch(/Did you mean run\?/);
    expect(await refused('run', 'x.yaml', '--wrokers', '2')).toMatch(/Did you mean --workers\?/);
    expect(await refused('run', bench.write('tiny.yaml', TINY_SPEC), '--workers', '0')).toMatch(
      /--workers must be/,
    );
    expect(await refused('--json')).toMatch(/Name a command: run, plan/);
    expect(await refused('ls', '--db', 'a', '--db', 'b')).toMatch(/usage[\s\S]*--db takes one value/);
  });

  it('layers that do not fit on the image', async () => {
    const file = spec((text) =>
      text.replace('model: ann', 'model: cnn').replace('  units: [8, 16]', '  filters: [[8, 8, 8, 8]]'),
    );
    expect(await refused('run', file)).toMatch(
      /wrong\.yaml:7:13: error: a 3×3 kernel does not fit on 1×1[\s\S]*filters \[8, 8, 8, 8\] \(line 7\)[\s\S]*Nothing was run/,
    );
    const { stdout } = await bench.run(['plan', file, '--set', 'pool_size=[2, 8]', '--json']);
    expect(JSON.parse(stdout).errors).toEqual([
      expect.objectContaining({
        path: '--set pool_size',
        message: expect.stringMatching(
          /^a 3×3 kernel does not fit on 1×1: .*pool_size 2 \(--set pool_size\)/,
        ),
      }),
      expect.objectContaining({
        path: '--set pool_size',
        message: expect.stringMatching(/^a 8×8 pool does not fit on .*pool_size 8 \(--set pool_size\)/),
      }),
    ]);
  });

  it('a name that would write to the terminal is printed as what it is', async () => {
    const file = spec(
      (text) => `${text}  "\\e]0;title\\a\\u202e\\n": 1\n  constructor: [1]\n  __proto__: {a: 1}\n`,
    );
    const { stdout, stderr } = await bench.run(['plan', file]);
    expect(stdout + stderr).not.toMatch(DECEIVING);
    expect(stderr).toContain(String.raw`There is no parameter \x1b]0;title\x07\u202e\n`);
    expect(stderr).toContain('There is no parameter constructor');
    expect(stderr).toContain('There is no parameter __proto__');
    const json = await bench.run(['plan', file, '--json']);
    expect(json.stdout).not.toMatch(DECEIVING);
    expect(JSON.parse(json.stdout).errors[0].path).toContain(String.raw`\u202e`);
    const name = 'x\u001b[31m\nerror (internal): y';
    for (const args of [
      ['run', name],
      ['show', name],
      ['serve', '--host', name],
      [name],
      ['ls', '--db', name],
    ]) {
      const said = await refused(...args);
      expect(said).not.toMatch(DECEIVING);
      expect(said).not.toMatch(/^error \(internal\)/m);
    }
  });

  it('looking into a database that is not there', async () => {
    for (const command of [['ls'], ['leaderboard'], ['show', '1'], ['export', 'best'], ['compare']]) {
      expect(await refused(...command)).toMatch(/runs\.db[\s\S]*run/);
    }
  });

  it('a database that is a JPEG, which stays as it is', async () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 7)]);
    bench.write('photo.db', jpeg);
    bench.write('tiny.yaml', TINY_SPEC);
    expect(await refused('run', 'tiny.yaml', '--db', 'photo.db')).toMatch(
      /database_unusable[\s\S]*photo\.db/,
    );
    expect(await refused('ls', '--db', 'photo.db')).toMatch(/photo\.db/);
    const far = spec((text) => text.replace('dataset: synthetic', 'dataset: fashion-mnist'));
    expect(await refused('run', far, '--db', 'photo.db')).toMatch(/database_unusable/);
    expect(readFileSync(bench.path('photo.db')).equals(jpeg)).toBe(true);
  });

  it('a port in use, before a sweep makes its database', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    expect(await refused('serve', '--port', String(port))).toMatch(/port_in_use[\s\S]*--port/);
    const file = bench.write('tiny.yaml', TINY_SPEC);
    expect(await refused('run', file, '--serve', '--port', String(port))).toMatch(/port_in_use/);
    expect(await refused('run', file, '--port', '0')).toMatch(/Add --serve/);
    expect(await refused('run', file, '--no-token')).toMatch(
      /--no-token is about the dashboard[\s\S]*Add --serve/,
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  it('a dashboard of a database that cannot be read, as the list of its sweeps is refused', async () => {
    bench.write('photo.db', Buffer.alloc(5000, 7));
    for (const path of ['photo.db', 'folder', 'nowhere/runs.db']) {
      const said = await refused('serve', '--port', '0', '--db', path);
      expect(said).toMatch(/database_unusable/);
      expect(await refused('ls', '--db', path)).toBe(said);
    }
  });

  it('a run without a spec: says which there are', async () => {
    bench.write('tiny.yaml', TINY_SPEC);
    expect(await refused('run')).toMatch(/run needs a spec\.\n {2}There are: .*tiny\.yaml/);
    expect(await refused('run', 'tiny.yaml', '--epochs', '3')).toMatch(/Did you mean --set epochs=3\?/);
    expect(await refused('run', 'tiny.yaml', '--set', 'epocs=3')).toMatch(/Did you mean --set epochs=3\?/);
  });

  it('as JSON on standard error, with nothing on standard output', async () => {
    for (const line of [
      'compare --by',
      'compare --by x',
      'ls --db=',
      'rnu',
      'show',
      'run x --epochs 1',
      'serve --port x',
    ]) {
      const { status, stdout, stderr } = await bench.run([...line.split(' '), '--json']);
      expect([status, stdout]).toEqual([2, '']);
      expect(JSON.parse(stderr).error.code).toMatch(/^[a-z_]+$/);
    }
  });

  it('a plan of a dataset that is not here says what it takes for granted', async () => {
    const file = spec((text) => text.replace('dataset: synthetic', 'dataset: fashion-mnist'));
    const { status, stderr } = await bench.run(['plan', file]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/fashion-mnist is not on this machine: the plan assumes its published sizes/);
    const { stdout } = await bench.run(['plan', file, '--json']);
    expect(JSON.parse(stdout).warnings).toMatchObject([{ path: 'dataset', severity: 'warning' }]);
  });

  it('no dataset, no network and no stand-in allowed: says which files to put where', async () => {
    const file = spec((text) => text.replace('dataset: synthetic', 'dataset: fashion-mnist'));
    const message = await refused('run', file);
    expect(message).toMatch(/dataset_missing/);
    for (const name of [
      'train-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
      'SWEEP_DATA_DIR',
      'synthetic',
    ]) {
      expect(message).toContain(name);
    }
  });
});
