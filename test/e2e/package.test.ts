import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

it('the packed package finds its worker, migrations, kernels and views from any working directory', async () => {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', bench.folder], {
    cwd: packageFile('.'),
    stdio: 'pipe',
  });
  const tarball = readdirSync(bench.folder).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', tarball], { cwd: bench.folder });
  const installed = bench.path('node_modules/sweep');
  mkdirSync(bench.path('node_modules'));
  execFileSync('mv', [bench.path('package'), installed]);
  symlinkSync(packageFile('node_modules'), join(installed, 'node_modules'));
  const shipped = readdirSync(installed);
  expect(shipped).not.toContain('src/cli');
  expect(shipped).not.toContain('test');

  bench.write('own.yaml', TINY_SPEC);
  const { status, stdout } = await bench.run(
    ['run', 'own.yaml', '--max-trials', '1'],
    undefined,
    join(installed, 'bin/sweep.js'),
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/1 trial completed/);

  const server = bench.start(['serve', '--port', '0', '--json'], join(installed, 'bin/sweep.js'));
  try {
    const url = await new Promise<string>((resolve) => {
      server.stdout.on('data', (line: Buffer) => resolve(JSON.parse(line.toString()).url));
    });
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('tiny');
  } finally {
    server.kill();
    await new Promise((resolve) => server.on('close', resolve));
  }
  rmSync(join(installed, 'node_modules'));
});
