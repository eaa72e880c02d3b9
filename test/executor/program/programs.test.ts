import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programTest } from './programs.ts';

describe('a program', () => {
  it('gets the parameters in all ways, and a folder and an address of its own', async () => {
    const { job, run, folder } = programTest();
    const script = [
      'printf "%s\\n" "$@"',
      'env | grep ^SWEEP_ | sort',
      'pwd',
      'echo "file: $(cat "$SWEEP_DIRECTORY/parameters.json")"',
      'echo kept > "$SWEEP_DIRECTORY/checkpoint"',
    ].join('\n');
    const { text, outcome } = await run(
      job(script, { command: ['sh', 'script1.sh', '${args}', '${args_json_file}'] }),
    );
    expect(outcome.state).toBe('completed');
    const files = join(folder, 'files', '3', '1');
    const lines = text('stdout').split('\n');
    expect(lines.slice(0, 3)).toEqual(['--lr=0.1', '--model.units=64', join(files, 'parameters.json')]);
    expect(lines).toEqual(
      expect.arrayContaining([
        `SWEEP_DIRECTORY=${files}`,
        'SWEEP_PARAMETERS={"lr":0.1,"model":{"units":64}}',
        'SWEEP_TRIAL=1',
        'SWEEP_SWEEP=3',
        'SWEEP_SEED=7',
        expect.stringMatching(/^SWEEP_URL=http:\/\/127\.0\.0\.1:\d+\/trials\/[0-9a-f]{32}$/),
        folder,
        'file: {"lr":0.1,"model":{"units":64}}',
      ]),
    );
    expect(readFileSync(join(files, 'checkpoint'), 'utf8')).toBe('kept\n');
  });

  it('reports by lines of JSON, live, and all else that it prints is output', async () => {
    const { job, run, executor } = programTest();
    const script = `
echo '{"epoch": 1, "loss": 0.5}'; echo 'plain'; printf '{"loss": 9}\n' >&2
printf '\\377\\000\\n{"epoch": 2, "loss": NaN}\\n'
while :; do sleep 0.1; done`;
    const { of, text, outcome } = await run(job(script), (message) => {
      if (message.type === 'report' && message.step === 2) executor.stopTrial(1);
    });
    expect(outcome).toEqual({ state: 'stopped' });
    expect(of('started')).toEqual([{ type: 'started', trial: 1, worker: 0 }]);
    expect(of('report')).toMatchObject([
      { step: 1, metrics: { loss: 0.5 } },
      { step: 2, metrics: { loss: Number.NaN } },
    ]);
    expect(text('stdout')).toBe('plain\n\ufffd\0\n');
    expect(text('stderr')).toBe('{"loss": 9}\n');
  });

  it('shows a progress bar that ends no line', async () => {
    const { job, run, executor } = programTest();
    const script =
      "printf '50%%|##\\303' >&2; sleep 0.1; printf '\\251|\\r' >&2; while :; do sleep 0.1; done";
    const { text } = await run(job(script), (message) => {
      if (message.type === 'output' && message.text.includes('\r')) executor.stop();
    });
    expect(text('stderr')).toBe('50%|##é|\r');
  });

  it('written in Python reports each print at once, without an end of line at last', async () => {
    const { run, job, folder, executor } = programTest();
    const script = `import json, signal, sys, time
def leave(*_):
    print(json.dumps({"left": 1}), end="")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print(json.dumps({"step": 1, "loss": float("inf"), "val": {"acc": 0.5}}))
time.sleep(60)`;
    writeFileSync(join(folder, 'train.py'), script);
    const { of, outcome } = await run(
      job('', { command: ['${env}', '${interpreter}', '${program}'], program: 'train.py' }),
      ({ type }) => type === 'report' && executor.stop(),
    );
    expect(outcome).toEqual({ state: 'stopped' });
    expect(of('report').map(({ step, metrics }) => [step, metrics])).toEqual([
      [1, { loss: Number.POSITIVE_INFINITY, 'val.acc': 0.5 }],
      [1, { left: 1 }],
    ]);
  });

  it('completes with the latest value of each metric', async () => {
    const { job, run } = programTest({ fingerprint: 'a machine' });
    const script = `for i in 1 2 3; do echo "{\\"step\\": $i, \\"loss\\": 0.$i}"; done; echo '{"test": 7}'`;
    const { outcome, text } = await run(job(script));
    expect(outcome).toEqual({
      state: 'completed',
      result: {
        metrics: { loss: 0.3, test: 7 },
        fingerprint: 'a machine',
        durationMs: expect.any(Number) as number,
      },
    });
    expect(text('stderr')).toBe('');
  });

  it('that reports nothing completes, and its output says so', async () => {
    const { job, run } = programTest();
    const { outcome, text } = await run(job('echo done'));
    expect(outcome).toMatchObject({ state: 'completed', result: { metrics: {} } });
    expect(text('stderr')).toBe('sweep: the program reported no metric.\n');
  });
});

describe('a trial fails with its reason', () => {
  it.each<[string, string, object]>([
    [
      'an exit code and the last line of stderr',
      'echo out; for i in 1 2 3 4 5 6 7; do echo "line $i" >&2; done; exit 3',
      {
        code: 'program_failed',
        message: 'The program ended with exit code 3. Its last line: line 7',
      },
    ],
    [
      'a signal',
      'kill -SEGV $$',
      { code: 'program_failed', message: 'The program was ended by the signal SIGSEGV.' },
    ],
    [
      'a lack of memory, perhaps',
      'kill -KILL $$',
      { code: 'program_failed', hint: expect.stringContaining('memory') as string },
    ],
    [
      'a program that a shell did not find',
      '/usr/bin/env not-there',
      { code: 'program_not_found', message: expect.stringContaining('not-there') as string },
    ],
  ])('%s', async (_, script, error) => {
    const { job, run } = programTest();
    expect((await run(job(script))).outcome).toMatchObject({ state: 'failed', error });
  });

  it('a program that cannot be started', async () => {
    const { job, run, folder } = programTest();
    const file = join(folder, 'plain.sh');
    writeFileSync(file, 'echo');
    chmodSync(file, 0o644);
    const start = async (...command: string[]) => (await run(job('', { command }))).outcome;
    const failed = (code: string, message: RegExp) => ({
      state: 'failed',
      error: { code, message: expect.stringMatching(message) as string },
    });
    expect(await start('not-there')).toMatchObject(failed('program_not_found', /no not-there/));
    expect(await start('./plain.sh')).toMatchObject(failed('program_not_found', /may not be executed/));
    expect(await start('sh', 'x'.repeat(3_000_000))).toMatchObject(failed('program_failed', /longer than/));
  });

  it('time, and all of its group ends with it', async () => {
    const { job, run } = programTest();
    const { outcome } = await run(
      job('trap "" TERM; sleep 600 & sleep 600; sleep 600', { timeoutMs: 300, graceMs: 300, retries: 3 }),
    );
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { code: 'trial_timeout', message: expect.stringContaining('0.3 s') as string },
    });
  });
});

describe('a try that fails', () => {
  it('is repeated as often as the spec says, in the same folder, and the curve goes on', async () => {
    const { job, run, folder } = programTest();
    const script = `
tries=$(cat "$SWEEP_DIRECTORY/tries" 2>/dev/null || echo 0); echo $((tries + 1)) > "$SWEEP_DIRECTORY/tries"
echo "{\\"step\\": $tries, \\"retry\\": $SWEEP_RETRY}"
echo "bad luck" >&2; [ "$tries" = 2 ]`;
    const { outcome, of, text } = await run(job(script, { retries: 5 }));
    expect(outcome).toMatchObject({ state: 'completed', result: { metrics: { retry: 2 } } });
    expect(of('report').map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(text('stderr').match(/tried again \(\d of 5\)/g)).toEqual([
      'tried again (1 of 5)',
      'tried again (2 of 5)',
    ]);
    expect(existsSync(join(folder, 'files/3/1/tries'))).toBe(true);
    const again = await run(job('exit 4', { retries: 1 }, 2));
    expect(again.outcome).toMatchObject({ state: 'failed', error: { code: 'program_failed' } });
    expect(again.text('stderr').match(/tried again/g)).toHaveLength(1);
    expect(existsSync(join(folder, 'files/3/2'))).toBe(false);
  });
});
