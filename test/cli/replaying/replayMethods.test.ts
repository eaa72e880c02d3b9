import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSweep } from '../../../src/index.ts';
import { Workbench } from '../../e2e/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const CONFIGURATIONS = 40;

beforeAll(async () => {
  await runSweep(
    {
      name: 'bowl',
      method: 'random',
      run_cap: CONFIGURATIONS,
      metric: { name: 'y', goal: 'minimize' },
      parameters: {
        x: { distribution: 'uniform', min: -1, max: 1 },
        z: { distribution: 'uniform', min: -1, max: 1 },
        kind: { values: ['a', 'b'] },
      },
      *trainer({ parameters, trial }: { parameters: Record<string, unknown>; trial: number }) {
        const bowl =
          Number(parameters.x) ** 2 + Number(parameters.z) ** 2 + (parameters.kind === 'a' ? 0 : 1);
        for (let step = 1; step <= 5; step++) yield { y: bowl + 1 / step };
        if (trial === 3) throw new Error('this one fails');
      },
    },
    { database: bench.path('runs.db') },
  );
});

async function replayed(...options: string[]) {
  const { stdout, stderr, status } = await bench.run(['replay', ...options, '--json']);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

it('says how soon each search finds the best of what was tried, with and without stopping trials early', async () => {
  const options = [
    '--method',
    'random',
    '--method',
    'bayes',
    '--early-terminate',
    'asha',
    '--lookahead',
    '0',
  ];
  const { configurations, whole, replays } = await replayed(...options);
  expect([configurations, whole.trials, whole.steps]).toEqual([
    CONFIGURATIONS,
    CONFIGURATIONS,
    CONFIGURATIONS * 5,
  ]);
  const [random, bayes] = replays;
  expect([random.found, bayes.found]).toEqual([20, 20]);
  expect(bayes.untilBest.trials).toBeLessThan(0.8 * random.untilBest.trials);
  expect(random.untilBest.steps).toBeLessThan(random.untilBest.trials * 5);

  const plain = (await replayed('--method', 'random', '--seeds', '60')).replays[0];
  // Among 40 in random order, the best stands at place 20.5 on average; the standard error of 60 seeds is
  // 1.5.
  expect(Math.abs(plain.untilBest.trials - (CONFIGURATIONS + 1) / 2)).toBeLessThan(6);
});

it('prints it as a table, with what the sweep itself took', async () => {
  const { stdout } = await bench.run(['replay', '--method', 'sobol', '--seeds', '3']);
  expect(stdout).toContain('nothing is trained. Means of 3 seeds.');
  expect(stdout).toMatch(/as it was run +\d+ of 40 +\d+ of 200/);
  expect(stdout).toMatch(/sobol +\d+ of 40 +\d+ of 200 \(\d+ %\) .* always/);
});

it('searches a space in which parameters exist only at times', async () => {
  await runSweep(
    {
      name: 'conditional',
      method: 'random',
      run_cap: 12,
      metric: { name: 'y', goal: 'minimize' },
      parameters: {
        optimizer: { values: ['sgd', 'adam'] },
        momentum: { min: 0.1, max: 0.9, when: { optimizer: 'sgd' } },
        size: { values: [1, 2, 3, 4, 5, 6] },
      },
      trainer: async ({ parameters }: { parameters: Record<string, unknown> }) => ({
        y: Number(parameters.size) + Number(parameters.momentum ?? 1),
      }),
    },
    { database: bench.path('conditional.db') },
  );
  const { replays } = await replayed(
    '--db',
    'conditional.db',
    '--method',
    'bayes',
    '--method',
    'sobol',
    '--seeds',
    '3',
  );
  expect(replays.map(({ found }: { found: number }) => found)).toEqual([3, 3]);
});

it('refuses a search that it does not know, and one that cannot be done', async () => {
  const unknown = await bench.run(['replay', '--method', 'tpe']);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain('--method must be grid, random, sobol or bayes, not tpe.');
  const grid = await bench.run(['replay', '--method', 'grid']);
  expect(grid.status).toBe(2);
  expect(grid.stderr).toContain('A grid sweep cannot try every value of x');
});
