import { afterAll, expect, it } from 'vitest';
import { connect } from '../../src/store/sqlite.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const SPEC = TINY_SPEC.replace('units: [8, 16]', 'units: 8')
  .replace('[sgd, adam]', 'nadam')
  .replace(
    'epochs: 2',
    `epochs: 14
  dropout: 0.2
  batch_normalization: true
  shift: 1
  learning_rate_schedule: cosine
  warmup_epochs: 3
  early_stopping_patience: 10`,
  );

it('ends with the same database, killed and interrupted or not, and trains no epoch before a state twice', async () => {
  bench.write('whole.yaml', SPEC);
  const whole = bench.run(['run', 'whole.yaml', '--db', 'whole.db', '--workers', '1', '--quiet']);
  const interrupted = await bench.run(['run', 'whole.yaml', '--workers', '2'], (line, child) => {
    if (/^#1 epoch 3\//.test(line)) child.kill('SIGINT');
  });
  expect(interrupted.status).toBe(130);
  const [, last] = /#1 interrupted, will go on after epoch (\d+)/.exec(interrupted.stdout)!;

  let seen = 0;
  const killed = await bench.run(['run', 'whole.yaml', '--workers', '1'], (line, child) => {
    if (!/^#1 epoch/.test(line)) return;
    if (++seen === 5) child.kill('SIGKILL');
    if (seen !== 1) return;
    // The process stands still for more than five seconds, the shortest time between two states.
    child.kill('SIGSTOP');
    setTimeout(() => child.kill('SIGCONT'), 5200);
  });
  expect(killed.signal).toBe('SIGKILL');
  expect(killed.stdout).toMatch(new RegExp(`^#1 goes on after epoch ${last}$`, 'm'));
  expect(epochsOf(1, killed.stdout)[0]).toBe(Number(last) + 1);

  const rest = await bench.run(['run', 'whole.yaml', '--workers', '2', '--json']);
  expect(rest.status).toBe(0);
  const lines = rest.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const started = lines.find(({ event, trial }) => event === 'trial_started' && trial === 1);
  expect(started.resumed_from).toBeGreaterThan(Number(last));
  const first = lines.find(({ event, trial }) => event === 'epoch' && trial === 1);
  expect(first.epoch).toBe(started.resumed_from + 1);
  expect((await whole).status).toBe(0);
  const [one, other] = [dump(bench.path('whole.db')), dump(bench.path('runs.db'))];
  expect(other).toEqual(one);
  expect(one.trials).toHaveLength(1);
}, 120_000);

function epochsOf(trial: number, stdout: string): number[] {
  return [...stdout.matchAll(new RegExp(`^#${trial} epoch (\\d+)/`, 'gm'))].map(([, epoch]) => Number(epoch));
}

/** The contents of a database about the trials' last attempts, without times. */
function dump(path: string) {
  const sqlite = connect(path, { fileMustExist: true });
  try {
    const rows = (sql: string) => sqlite.prepare(sql).all() as Record<string, unknown>[];
    return {
      trials: rows(
        `SELECT number, hash, seed, state, steps, last_step, reason_message, fingerprint,
          json_remove(metrics, '$.latencyMs', '$.latency1000Ms') AS metrics
          FROM trials JOIN configurations ON configurations.id = configuration_id ORDER BY number`,
      ),
      history: rows(
        `SELECT number, name, step, value FROM history JOIN trials USING (attempt)
          JOIN metrics ON metrics.id = metric_id WHERE trials.id = trial_id ORDER BY number, name, step`,
      ),
      weights: rows('SELECT * FROM weights ORDER BY trial_id'),
      predictions: rows('SELECT * FROM predictions ORDER BY 1, 2'),
    };
  } finally {
    sqlite.close();
  }
}
