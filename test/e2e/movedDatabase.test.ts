import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Finished, TINY_SPEC, Workbench } from './workbench.ts';

const LONG = TINY_SPEC.replace('epochs: 2', 'epochs: 400');

describe('a run whose database', () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = new Workbench();
    bench.write('tiny.yaml', TINY_SPEC);
    bench.write('long.yaml', LONG.replace('name: tiny', 'name: long'));
    mkdirSync(bench.path('data'));
    await bench.run(['run', 'tiny.yaml', '--quiet', '--max-trials', '1', '--db', 'data/runs.db']);
    copyFileSync(bench.path('data/runs.db'), bench.path('backup.db'));
  });
  afterEach(() => bench.remove());

  /** Runs the long sweep and changes its database at its third epoch. */
  async function runUntil(happens: () => void): Promise<Finished & { readonly printed: number }> {
    let printed = 0;
    const finished = await bench.run(['run', 'long.yaml', '--db', 'data/runs.db'], (line) => {
      if (/^#\d epoch/.test(line) && ++printed === 3) happens();
    });
    return { ...finished, printed };
  }

  async function sweepsIn(file: string): Promise<unknown> {
    return JSON.parse((await bench.run(['ls', '--json', '--db', file])).stdout);
  }

  const interrupted = expect.objectContaining({ name: 'long', state: 'interrupted' });

  function expectToSay({ status, stdout, stderr }: Finished, what: RegExp): void {
    expect(stderr).toMatch(what);
    expect(stderr).toMatch(
      /error \(database_moved\).*\n +All results are in .*run long\.yaml --db .* goes on/,
    );
    expect(stdout).toMatch(/no longer the file that the sweep is stored in: stopping/);
    expect(stdout).not.toMatch(/Next:/);
    expect(status).toBe(1);
  }

  it('is removed stops, and saves all that it has printed', async () => {
    const run = await runUntil(() => rmSync(bench.path('data/runs.db')));
    expectToSay(run, /data\/runs\.db was removed while the sweep ran/);
    expect(readdirSync(bench.path('data'))).toEqual(['runs.db.rescued']);
    expect(await sweepsIn('data/runs.db.rescued')).toContainEqual(interrupted);
    const again = ['run', 'long.yaml', '--set', 'epochs=1', '--db', 'data/runs.db.rescued', '--quiet'];
    expect((await bench.run(again)).status).toBe(0);
  });

  it.runIf(process.platform === 'linux')(
    'is renamed stops, and leaves it whole under its new name',
    async () => {
      const run = await runUntil(() => renameSync(bench.path('data/runs.db'), bench.path('data/mine.db')));
      expectToSay(run, /was renamed to .*data\/mine\.db while the sweep ran/);
      expect(readdirSync(bench.path('data'))).toEqual(['mine.db']);
      expect(await sweepsIn('data/mine.db')).toContainEqual(interrupted);
    },
  );

  it('is replaced by a backup leaves that as it is, and saves the results beside it', async () => {
    const bytes = readFileSync(bench.path('backup.db'));
    const run = await runUntil(() => renameSync(bench.path('backup.db'), bench.path('data/runs.db')));
    expectToSay(run, /was replaced by another file while the sweep ran/);
    expect(readFileSync(bench.path('data/runs.db'))).toEqual(bytes);
    expect(readdirSync(bench.path('data'))).toEqual(['runs.db', 'runs.db.rescued']);
    expect(await sweepsIn('data/runs.db')).toMatchObject([{ name: 'tiny' }]);
    expect(await sweepsIn('data/runs.db.rescued')).toContainEqual(interrupted);
  });

  it('is removed with its folder saves the results where the command was given', async () => {
    const run = await runUntil(() => rmSync(bench.path('data'), { recursive: true }));
    expectToSay(run, /was removed while the sweep ran/);
    expect(existsSync(bench.path('data'))).toBe(false);
    expect(await sweepsIn('runs.db.rescued')).toContainEqual(interrupted);
  });
});
