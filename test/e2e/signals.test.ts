import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Writes a spec with its own name; its sweep trains longer than any test waits. */
function longSpec(name: string): string {
  return bench.write(`${name}.yaml`, TINY_SPEC.replace('tiny', name).replace('epochs: 2', 'epochs: 9000'));
}

/** Sends signals once a trial has trained an epoch. */
function atFirstEpoch(...signals: NodeJS.Signals[]) {
  let isSent = false;
  return (line: string, child: ChildProcessWithoutNullStreams): void => {
    if (isSent || !/^#\d epoch 1/.test(line)) return;
    isSent = true;
    for (const signal of signals) child.kill(signal);
  };
}

async function stateOf(name: string): Promise<string> {
  const { stdout } = await bench.run(['ls', '--json']);
  return JSON.parse(stdout).find((sweep: { name: string }) => sweep.name === name).state;
}

describe.each(SIGNALS)('%s', (signal) => {
  it('stops a run safely, with status 130', async () => {
    const name = `once-${signal}`;
    const { status, stderr, stdout } = await bench.run(['run', longSpec(name)], atFirstEpoch(signal));
    expect(status).toBe(130);
    expect(stderr).toMatch(/Stopping: running trials end at their next step/);
    expect(stdout).toMatch(/4 left/);
    expect(await stateOf(name)).toBe('interrupted');
  });

  it('ends the dashboard cleanly', async () => {
    const { status, stderr } = await bench.run(['serve', '--port', '0'], (_line, child) => {
      child.kill(signal);
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^Whoever has this link can stop and delete; [^\n]+\n$/);
  });
});

it('SIGQUIT leaves a run at once when it comes twice, without a core dump', async () => {
  const name = 'twice';
  const { status, signal } = await bench.run(['run', longSpec(name)], atFirstEpoch('SIGQUIT', 'SIGQUIT'));
  // Two signals that arrive before the process reads them count as one.
  expect(status === 130 || signal === 'SIGINT').toBe(true);
  expect(await stateOf(name)).toBe('interrupted');
});

it('a hangup does not end what was started with nohup', async () => {
  bench.write('nohup.yaml', TINY_SPEC.replace('tiny', 'nohup').replace('epochs: 2', 'epochs: 8'));
  const { stdout } = await bench.shell(`
    nohup "$NODE" "$SWEEP" run nohup.yaml > nohup.log 2>&1 &
    until grep -q 'epoch 1/' nohup.log; do sleep 0.1; done
    kill -HUP $!; wait $!; echo $?; cat nohup.log`);
  expect(stdout).toMatch(/^0\n[\s\S]*4 trials completed/);
});

it.runIf(process.platform === 'linux')('a run whose terminal vanishes stops safely', async () => {
  longSpec('vanished');
  bench.write(
    'terminal.sh',
    `trap '' HUP
    (echo $BASHPID > pid; exec "$NODE" "$SWEEP" run vanished.yaml)
    echo $? > status`,
  );
  const { stdout } = await bench.shell(`
    script -qc 'bash terminal.sh' /dev/null > terminal.log &
    until grep -q '?25l' terminal.log; do sleep 0.1; done; sleep 1
    kill -KILL $!; sleep 1; kill -HUP $(cat pid)
    until [ -s status ]; do sleep 0.1; done; cat status`);
  expect(stdout).toBe('130\n');
  expect(await stateOf('vanished')).toBe('interrupted');
});

it("opens no debugger on SIGUSR1, which is Node's custom", async () => {
  const { status, stderr } = await bench.run(['serve', '--port', '0'], (_line, child) => {
    child.kill('SIGUSR1');
    setTimeout(() => child.kill('SIGTERM'), 500);
  });
  expect(stderr).not.toMatch(/debugger/i);
  expect(status).toBe(0);
});
