import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isRunning, type Ownership, ownersClockMs, thisProcess } from '../../src/store/ownership.ts';
import type { ProcessBirth } from '../../src/store/processes.ts';

const HOUR_MS = 3_600_000;
const AT = { nowMs: 1000 * HOUR_MS, uptimeMs: 5 * HOUR_MS };

/** A sweep of this process on a system that reveals only the id of a process. */
const owned = (changes: Partial<Ownership> = {}): Ownership => ({
  state: 'running',
  ownerPid: process.pid,
  ownerHost: hostname(),
  ownerBirth: null,
  heartbeatAtMs: AT.nowMs,
  heartbeatUptimeMs: null,
  ...changes,
});

const later = (ms: number) => ({ nowMs: AT.nowMs + ms, uptimeMs: AT.uptimeMs + ms });

describe('where the system names a process by its id alone', () => {
  const observer = { ...thisProcess(), birth: undefined };

  test('a sweep runs while its process lives and tells so', () => {
    expect(isRunning(owned(), AT, observer)).toBe(true);
    expect(isRunning(owned(), later(31_000), observer)).toBe(false);
    expect(isRunning(owned({ state: 'completed' }), AT, observer)).toBe(false);
  });

  test('a heartbeat from the future is recent: the clock was set back, or is that of another machine', () => {
    expect(isRunning(owned(), later(-HOUR_MS), observer)).toBe(true);
    const elsewhere = owned({ ownerHost: 'another machine', ownerPid: 4242 });
    expect(isRunning(elsewhere, later(-HOUR_MS), observer)).toBe(true);
    expect(isRunning(elsewhere, later(31_000), observer)).toBe(false);
  });
});

describe.runIf(process.platform === 'linux')('where the system names a process for good', () => {
  const here = thisProcess().birth!;
  const named = (birth: Partial<ProcessBirth> = {}, changes: Partial<Ownership> = {}) =>
    owned({ ownerBirth: { ...here, ...birth }, heartbeatUptimeMs: AT.uptimeMs, ...changes });

  const inContainer = () => named({ pidNamespace: 'pid:[1]' }, { ownerPid: 4_000_000 });

  test.each([-24 * HOUR_MS, -1, 24 * HOUR_MS])(
    'no clock that is set by %i ms changes who runs a sweep',
    (ms) => {
      const clockSet = { nowMs: AT.nowMs + ms, uptimeMs: AT.uptimeMs + 1000 };
      expect(isRunning(named(), clockSet)).toBe(true);
      expect(isRunning(inContainer(), clockSet)).toBe(true);
      expect(isRunning(inContainer(), { ...clockSet, uptimeMs: AT.uptimeMs + 31_000 })).toBe(false);
      expect(ownersClockMs(named(), clockSet)).toBe(AT.nowMs + 1000);
    },
  );

  test('a process that lives keeps its sweep however long its heartbeats wait, and one that is stopped loses it', async () => {
    const child = spawn('sleep', ['60']);
    try {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const sweep = named({ startTicks: Number(fields[19]) }, { ownerPid: child.pid! });
      expect(isRunning(sweep, later(HOUR_MS))).toBe(true);
      child.kill('SIGSTOP');
      await expect.poll(() => isRunning(sweep, later(HOUR_MS))).toBe(false);
      expect(isRunning(sweep, later(20_000))).toBe(true);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  test('another process that got the id of a dead one runs nothing', () => {
    expect(isRunning(named({ startTicks: here.startTicks - 1 }), AT)).toBe(false);
  });

  test('a process of another container is known by its heartbeats alone', () => {
    expect(isRunning(inContainer(), later(20_000))).toBe(true);
    expect(isRunning(inContainer(), later(31_000))).toBe(false);
  });

  test('a process from before the machine was booted runs nothing, even where the clock is behind since', () => {
    expect(isRunning(named({ bootId: 'before' }), later(-HOUR_MS))).toBe(false);
    expect(isRunning(named({ bootId: 'before' }), later(31_000))).toBe(false);
  });

  test('a process that nobody has buried runs nothing', async () => {
    // The child ends while its parent, which became `sleep`, never asks for it.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(parent.stdout, 'data');
      const child = owned({ ownerPid: Number(line) });
      expect(isRunning(child, AT)).toBe(true);
      await expect.poll(() => isRunning(child, AT), { timeout: 10_000 }).toBe(false);
      expect(() => process.kill(Number(line), 0)).not.toThrow();
    } finally {
      parent.kill();
      await once(parent, 'exit');
    }
  });
});
