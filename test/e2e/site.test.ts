import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
beforeAll(async () => {
  bench.write('tiny.yaml', TINY_SPEC);
  expect((await bench.run(['run', 'tiny.yaml', '--quiet', '--max-trials', '2'])).status).toBe(0);
});
afterAll(() => bench.remove());

/** Limit of a test: a site has hundreds of pages, and the machine may have other work. */
const PATIENCE_MS = 180_000;

const beside = () =>
  readdirSync(bench.folder).filter((name) => name.includes('site') || name.startsWith('.sweep-'));

describe('sweep site', { timeout: PATIENCE_MS }, () => {
  it('writes the latest sweep into a folder of its name, of one moment', async () => {
    const { status, stdout, stderr } = await bench.run(['site']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Wrote tiny-site: \d[\d,]* files, [\d.]+ MB\. Open tiny-site\/index\.html\n$/);
    expect(beside()).toEqual(['tiny-site']);
    const page = readFileSync(bench.path('tiny-site/trials/1/index.html'), 'utf8');
    expect(page).toContain('SYNTHETIC');
    expect(page).toMatch(/<img class="pixels"[^>]* src="\.\.\/\.\.\/images\/\d+\.png"/);
    expect(page).toMatch(/interrupted, 2 of 4 trials done/);
  });

  it('replaces a site by force alone', async () => {
    const again = await bench.run(['site', 'tiny']);
    expect(again.status).toBe(2);
    expect(again.stderr).toMatch(
      /error \(export_failed\): .*tiny-site exists: a site that sweep made\.\n.*--force/,
    );
    const forced = await bench.run(['site', 'tiny', '--force', '--json']);
    expect(JSON.parse(forced.stdout)).toMatchObject({ sweep: 1, path: bench.path('tiny-site') });
    expect(JSON.parse(forced.stdout).files).toBe(
      JSON.parse(readFileSync(bench.path('tiny-site/site.json'), 'utf8')).files.length,
    );
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing at %s', async (signal) => {
    const child = bench.start(['site', '--out', 'stopped']);
    const ended = new Promise<{ status: number | null; stderr: string }>((resolve) => {
      let stderr = '';
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      child.on('close', (status) => resolve({ status, stderr }));
    });
    const isBegun = () =>
      readdirSync(bench.folder).some(
        (name) => name.startsWith('.sweep-part-') && existsSync(bench.path(`${name}/site/index.html`)),
      );
    while (!isBegun()) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill(signal);
    const { status, stderr } = await ended;
    expect(stderr).toMatch(
      /^error \(interrupted\): The site was not finished, and nothing of it remains\.\n$/,
    );
    expect(status).toBe(130);
    expect(beside().filter((name) => !name.includes('site'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('leaves nothing where the disk is full', async () => {
    // Files may grow to 64 KiB; the copy of the database is larger.
    const { status, stderr } = await bench.shell("trap '' XFSZ; ulimit -f 64; sweep site --out full");
    expect(stderr).toMatch(/error \(export_failed\): .*full cannot be written: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
    expect(existsSync(bench.path('full'))).toBe(false);
    expect(beside().filter((name) => !name.includes('site'))).toEqual([]);
  });

  it('says what is wrong', async () => {
    const said = async (...args: string[]) => {
      const { status, stderr } = await bench.run(['site', ...args]);
      return `${status} ${stderr}`;
    };
    expect(await said('tinny')).toMatch(/^2 error \(sweep_not_found\): There is no sweep "tinny"[\s\S]*tiny/);
    expect(await said('--out', '-')).toMatch(/^2 error \(usage\): .* do not fit into standard output/);
    expect(await said('--out', '.')).toMatch(/^2 error \(export_failed\): .* is the folder that you are in/);
    expect(await said('--out', 'tiny.yaml')).toMatch(
      /^2 error \(export_failed\): .* is a file, not a folder/,
    );
    expect(await said('--out', 'no/where')).toMatch(/^2 error \(export_failed\): .*does not exist/);
    expect(await said('--ouf', 'x')).toMatch(/^2 error \(usage\): .*--out/s);
  });
});
