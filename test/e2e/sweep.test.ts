import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

/** Rows of `leaderboard --json`, without what differs between two equal trainings. */
async function ranking(...args: string[]) {
  const { stdout, status } = await bench.run(['leaderboard', '--json', ...args]);
  expect(status).toBe(0);
  const rows: Record<string, unknown>[] = JSON.parse(stdout);
  return rows.map(({ durationMs: _, latencyMs: __, latency1000Ms: ____, sweep: ___, ...row }) => row);
}

describe('a sweep from the command line', () => {
  it('is planned, run, ranked, shown and exported, and the export trains to the same bits', async () => {
    bench.write('tiny.yaml', TINY_SPEC);
    const plan = await bench.run(['plan', 'tiny.yaml', '--json']);
    expect(JSON.parse(plan.stdout)).toMatchObject({
      valid: true,
      trials: 4,
      alreadyDone: 0,
      toRun: 4,
      epochs: 8,
      epochsToTrain: 8,
      warnings: [],
    });
    expect(existsSync(bench.path('runs.db'))).toBe(false);

    const run = await bench.run(['run', 'tiny.yaml']);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/SYNTHETIC/);
    expect(run.stdout).toMatch(/4 trials completed/);
    expect(run.stdout).toMatch(/Next:[\s\S]*show tiny\/best/);

    const rows = await ranking();
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ rank: 1, model: 'ann', state: 'completed', metric: 'val_accuracy' });
    expect(rows[0]).toMatchObject({ dataset: { name: 'synthetic', synthetic: true } });

    const again = await bench.run(['plan', 'tiny.yaml', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ alreadyDone: 4, toRun: 0, estimateMs: 0 });

    const shown = await bench.run(['show', 'best']);
    expect(shown.stdout).toMatch(/Trial \d[\s\S]*val_accuracy[\s\S]*Ankle boot/);
    expect(shown.stdout).toMatch(/SYNTHETIC/);

    const exported = await bench.run(['export', 'best', '--out', 'best.yaml']);
    expect(exported.stdout).toMatch(/Wrote best\.yaml/);
    const refused = await bench.run(['export', 'best', '--out', 'best.yaml']);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
    expect((await bench.run(['run', 'best.yaml', '--quiet'])).status).toBe(0);
    const [copy] = await ranking();
    const { rank: _, trials: __, ...best } = rows[0]!;
    expect(copy).toMatchObject(best);
  });

  it('streams one JSON object a line, and nothing else, to standard output', async () => {
    const { stdout, status } = await bench.run([
      'run',
      'tiny.yaml',
      '--json',
      '--seed',
      '6',
      '--set',
      'units=[4]',
    ]);
    expect(status).toBe(0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const trial = ['trial_started', 'epoch', 'epoch', 'trial_ended'];
    expect(events.map(({ event }) => event).sort()).toEqual(
      ['sweep_started', ...trial, ...trial, 'sweep_ended'].sort(),
    );
    expect(events[0]).toMatchObject({ event: 'sweep_started', name: 'tiny', trials: 2, engine: 'onnx' });
    expect(events.find(({ event }) => event === 'trial_started')).toMatchObject({
      seed: 6,
      parameters: { units: 4 },
    });
    expect(events.at(-1)).toMatchObject({ completed: 2, failed: 0, skipped: 0, best: { rank: 1 } });
  });

  it('keeps what is done at Ctrl-C, exits with 130, and goes on to the same numbers', async () => {
    bench.write('long.yaml', TINY_SPEC.replace('name: tiny', 'name: long'));
    const reference = await bench.run(['run', 'long.yaml', '--quiet', '--db', 'reference.db']);
    expect(reference.status).toBe(0);
    const stopped = await bench.run(['run', 'long.yaml', '--workers', '1'], (line, child) => {
      if (line.startsWith('#2 epoch 1')) child.kill('SIGINT');
    });
    expect(stopped.status).toBe(130);
    expect(stopped.stdout).toMatch(/1 trial completed, 3 left/);
    expect(stopped.stdout).toMatch(/run long\.yaml +go on where it stopped/);
    const resumed = await bench.run(['run', 'long.yaml']);
    expect(resumed.status).toBe(0);
    expect(resumed.stdout).toMatch(/3 trials completed, 1 done before/);
    expect(await ranking('long')).toEqual(await ranking('long', '--db', 'reference.db'));
  });

  it('says what goes on with that very sweep, whatever was changed and ran since', async () => {
    bench.write('same.yaml', TINY_SPEC.replace('name: tiny', 'name: same'));
    const changed = ['--seed', '9', '--set', 'epochs=1'];
    const part = await bench.run(['run', 'same.yaml', ...changed, '--max-trials', '1']);
    expect(part.stdout).toMatch(/run same\.yaml --seed 9 --set epochs=1 +run the rest/);
    await bench.run(['run', 'same.yaml', '--set', 'epochs=1', '--quiet']);
    const { stdout } = await bench.run(['run', 'same.yaml', ...changed]);
    const { id } = JSON.parse((await bench.run(['ls', '--json'])).stdout).find(
      (sweep: { name: string; seed: number }) => sweep.name === 'same' && sweep.seed === 9,
    );
    expect(stdout).toContain(`show ${id}/best`);
  });

  it('leaves at once at a second Ctrl-C and after being killed, and goes on from both', async () => {
    bench.write(
      'hard.yaml',
      TINY_SPEC.replace('name: tiny', 'name: hard')
        .replace('seed: 5', 'seed: 6')
        .replace('epochs: 2', 'epochs: 30'),
    );
    const twice = await bench.run(['run', 'hard.yaml', '--workers', '2'], (line, child) => {
      if (/^#\d epoch 1/.test(line)) {
        child.kill('SIGINT');
        child.kill('SIGINT');
      }
    });
    // It ended by the signal or, where it was quicker, in order; never by an abort of ONNX Runtime.
    expect(['SIGINT', 130]).toContain(twice.signal ?? twice.status);
    const killed = await bench.run(['run', 'hard.yaml'], (line, child) => {
      if (/^#\d epoch 2/.test(line)) child.kill('SIGKILL');
    });
    expect(killed.signal).toBe('SIGKILL');
    const { stdout } = await bench.run(['ls', '--json']);
    expect(JSON.parse(stdout)[0]).toMatchObject({
      name: 'hard',
      state: 'interrupted',
      trials: { running: 0 },
    });
    const resumed = await bench.run(['run', 'hard.yaml', '--set', 'epochs=1']);
    expect(resumed.status).toBe(0);
  });

  it('ends with status 1 where some trials failed, and says why', async () => {
    bench.write(
      'failing.yaml',
      `${TINY_SPEC.replace('name: tiny', 'name: failing').replace('epochs: 2', 'epochs: 3')}  activation: linear\n`,
    );
    const settings = [
      'learning_rate=[0.01, 100]',
      'optimizer=sgd',
      'units=[[64, 64, 64, 64]]',
      'batch_size=64',
    ];
    const sets = settings.flatMap((setting) => ['--set', setting]);
    const { status, stdout } = await bench.run(['run', 'failing.yaml', ...sets]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/1 failed/);
    expect(stdout).toMatch(/failed: The loss became NaN or infinite/);
  });

  it('reads a spec from standard input, and takes an empty SWEEP_DB for none', async () => {
    const input = TINY_SPEC.replace('name: tiny\n', '');
    const plan = await bench.runWith({ input, env: { SWEEP_DB: '' } }, 'plan', '-', '--json');
    expect(JSON.parse(plan.stdout)).toMatchObject({ valid: true, trials: 4 });
    const run = await bench.runWith({ input, env: { SWEEP_DB: '' } }, 'run', '-', '--max-trials', '1');
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/stdin: 1 trial completed[\s\S]*run - +run the rest, with the same spec/);
    expect((await bench.run(['leaderboard', 'stdin'])).status).toBe(0);
    const wrong = await bench.runWith({ input: 'method: girdd' }, 'run', '-');
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('stdin:1:9') });
  });

  it.each(['-1', '--help'])('prints commands that can be pasted for a sweep named %s', async (name) => {
    bench.write('-odd.yaml', TINY_SPEC.replace('name: tiny', `name: ${JSON.stringify(name)}`));
    const db = bench.path('two words.db');
    const run = await bench.run(['run', '--db', db, '--max-trials', '1', '--', '-odd.yaml']);
    const lines = run.stdout.split('\n').filter((line) => /^ {2}node .*(leaderboard|show|run) /.test(line));
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const command = line.trim().replace(/ {2,}.*$/, '');
      const { status } = spawnSync('sh', ['-c', command], { cwd: bench.folder, timeout: 60_000 });
      expect([command, status]).toEqual([command, 0]);
    }
  });

  it('says which values there are where a filter has none of them', async () => {
    const lines = async (where: string) =>
      (await bench.run(['leaderboard', 'tiny', '--where', where])).stdout;
    expect(await lines('optimizer=Adam')).toMatch(/^ +1 +\d/m);
    expect(await lines('optimizer=adm and model=ann')).toMatch(
      /None has optimizer=adm: optimizer is adam, sgd\./,
    );
  });

  it('plans what is left when fewer replicates are wanted than were trained', async () => {
    const wish = (replicates: number) => `${TINY_SPEC.replace('tiny', 'twice')}replicates: ${replicates}\n`;
    bench.write('two.yaml', wish(2));
    bench.write('one.yaml', wish(1));
    expect((await bench.run(['run', 'two.yaml', '--quiet'])).status).toBe(0);
    const { stdout } = await bench.run(['plan', 'one.yaml', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ trials: 4, alreadyDone: 4, toRun: 0 });
  });

  it('tells nobody: ONNX Runtime writes no record of its use', async () => {
    let pid: number | undefined;
    bench.write('quiet.yaml', TINY_SPEC.replace('tiny', 'quiet'));
    const { status } = await bench.run(['run', 'quiet.yaml', '--json', '--workers', '1'], (_line, child) => {
      pid = child.pid;
    });
    expect(status).toBe(0);
    expect(pid).toBeGreaterThan(0);
    expect(readdirSync(tmpdir())).not.toContain(`mat-debug-${pid}.log`);
  });
});
