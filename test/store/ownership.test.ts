import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { isRunning } from '../../src/store/ownership.ts';

const owned = (ownerPid: number, heartbeatAtMs = 0) => ({
  state: 'running' as const,
  ownerPid,
  ownerHost: hostname(),
  heartbeatAtMs,
});

test('a sweep runs while its process lives and tells so', () => {
  expect(isRunning(owned(process.pid), 0)).toBe(true);
  expect(isRunning(owned(process.pid), 31_000)).toBe(false);
  expect(isRunning({ ...owned(process.pid), state: 'completed' }, 0)).toBe(false);
});

test.runIf(process.platform === 'linux')('a process that nobody has buried runs nothing', async () => {
  // The child ends while its parent, which became `sleep`, never asks for it.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(parent.stdout, 'data');
    const child = Number(line);
    expect(isRunning(owned(child), 0)).toBe(true);
    await expect.poll(() => isRunning(owned(child), 0), { timeout: 10_000 }).toBe(false);
    expect(() => process.kill(child, 0)).not.toThrow();
  } finally {
    parent.kill();
    await once(parent, 'exit');
  }
});
