import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openStore } from '../src/index.ts';
import { packageFile } from '../src/package.ts';
import { temporaryFolder } from './store/fixture.ts';

const run = promisify(execFile);

it.each([
  ['regression', 'regression', 12, 'val_loss', []],
  ['tfjs', 'spirals', 4, 'val_accuracy', ['--set', 'units=8']],
])('runs the example %s', async (folder, name, trials, metric, options) => {
  const database = join(temporaryFolder(), 'runs.db');
  const spec = packageFile(`examples/${folder}/sweep.yaml`);
  await run(process.execPath, [packageFile('bin/sweep.js'), 'run', spec, '--db', database, ...options]);
  const store = openStore(database);
  const board = store.leaderboard(name);
  const values = board.map(({ metrics }) => metrics[metric]!);
  store.close();
  expect(board.every(({ rank }) => rank !== null)).toBe(true);
  expect(values.length).toBe(trials);
  // The parameters matter, and the best of them fit the data.
  if (metric === 'val_loss') {
    expect(Math.min(...values)).toBeLessThan(0.1);
    expect(Math.max(...values)).toBeGreaterThan(0.15);
  } else {
    expect(Math.max(...values)).toBeGreaterThan(0.95);
    expect(Math.min(...values)).toBeLessThan(0.9);
  }
});

it('runs the example that uses the library, as the built package has it', async () => {
  const database = join(temporaryFolder(), 'runs.db');
  const { stdout, stderr } = await run(
    process.execPath,
    [packageFile('node_modules/tsx/dist/cli.mjs'), packageFile('examples/library/run.ts'), database],
    { cwd: temporaryFolder() },
  );
  expect(stderr).toBe('.'.repeat(24));
  expect(stdout).toMatch(/24 trials, 0 done before\. The best: \{.*move: 'reverse'.*\n1 \d+\.\d\d ± /);
});
