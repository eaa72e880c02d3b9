import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode } from '../errors.ts';
import type { SweepState } from './schema.ts';

/** A process, as a sweep's row names the one that runs it. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** Six missed heartbeats: the process is gone, or is stopped and will find that it lost the sweep. */
export const STALE_AFTER_MS = 30_000;

export function thisProcess(): Owner {
  return { pid: process.pid, host: hostname() };
}

/** The columns of a sweep that tell whether a process runs it. */
export interface Ownership {
  readonly state: SweepState;
  readonly ownerPid: number | null;
  readonly ownerHost: string | null;
  readonly heartbeatAtMs: number | null;
}

/**
 * Whether a live process runs the sweep: its last heartbeat is recent and, where it is on this machine, the
 * process exists.
 */
export function isRunning(sweep: Ownership, nowMs: number, host: string = hostname()): boolean {
  if (sweep.state !== 'running' || sweep.ownerPid === null) return false;
  if (nowMs - (sweep.heartbeatAtMs ?? 0) > STALE_AFTER_MS) return false;
  return sweep.ownerHost !== host || processExists(sweep.ownerPid);
}

/** Whether the process that ran it, on this machine, is there still: it was stopped and lost the sweep. */
export function ownerLives({ ownerPid, ownerHost }: Ownership, host: string): boolean {
  return ownerPid !== null && ownerHost === host && processExists(ownerPid);
}

/** The state to show: a sweep whose process died is interrupted, whatever its row says. */
export function liveState(sweep: Ownership, nowMs: number): SweepState {
  return sweep.state === 'running' && !isRunning(sweep, nowMs) ? 'interrupted' : sweep.state;
}

/** One that has ended and that its parent has not yet taken notice of does not count. */
function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** In a container whose first process adopts no orphans, a killed run stays in the process table for good. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
