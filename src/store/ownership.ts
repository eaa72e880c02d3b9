import { hostname } from 'node:os';
import { birthOfThisProcess, type ProcessBirth, processExists, processState, uptimeMs } from './processes.ts';
import type { SweepState } from './schema.ts';

/** A process, as a sweep's row names its owner. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Undefined if the system does not tell. */
  readonly birth?: ProcessBirth | undefined;
}

/** Six missed heartbeats: the process is gone, or it is stopped and will find that it has lost the sweep. */
export const STALE_AFTER_MS = 30_000;

let own: Owner | undefined;

export function thisProcess(): Owner {
  own ??= { pid: process.pid, host: hostname(), birth: birthOfThisProcess() };
  return own;
}

/** The columns of a sweep that tell whether a process runs it. */
export interface Ownership {
  readonly state: SweepState;
  readonly ownerPid: number | null;
  readonly ownerHost: string | null;
  readonly ownerBirth: ProcessBirth | null;
  /** Time in ms since 1970, by the clock of the process that runs it. */
  readonly heartbeatAtMs: number | null;
  /** The same moment in ms since the boot of its machine. */
  readonly heartbeatUptimeMs: number | null;
}

/** A moment, by the observer's clock and by the time since the boot of the observer's machine. */
export interface Observed {
  readonly nowMs: number;
  readonly uptimeMs: number | undefined;
}

function observed(): Observed {
  return { nowMs: Date.now(), uptimeMs: uptimeMs() };
}

/**
 * Whether a live process runs the sweep. If the owner's process id means something on this machine, its
 * process must exist; otherwise its last heartbeat must be recent. On one machine, nothing depends on a clock
 * that somebody may have set.
 */
export function isRunning(sweep: Ownership, at = observed(), observer = thisProcess()): boolean {
  const { state, ownerPid, ownerBirth: owner } = sweep;
  if (state !== 'running' || ownerPid === null) return false;
  const { birth: here, host } = observer;
  if (owner && here && owner.bootId === here.bootId) {
    const isSeen = owner.pidNamespace === here.pidNamespace;
    const state = isSeen ? processState(ownerPid, owner.startTicks) : 'stopped';
    // While another program holds the database, heartbeats wait, too.
    if (state !== 'stopped') return state === 'alive';
    return (sinceBootMs(sweep, at) ?? sinceMs(sweep, at)) <= STALE_AFTER_MS;
  }
  const sameName = sweep.ownerHost === host;
  // The machine was booted again, and its clock may have changed; or two machines have the same name.
  if (owner && here && sameName) return Math.abs(sinceMs(sweep, at)) <= STALE_AFTER_MS;
  // A heartbeat from the future was made by a clock that differs: it counts as recent.
  if (sinceMs(sweep, at) > STALE_AFTER_MS) return false;
  return !sameName || processExists(ownerPid);
}

/** Whether the process that ran it, on this machine, still exists: it was stopped and has lost the sweep. */
export function ownerLives({ ownerPid, ownerHost, ownerBirth }: Ownership, host: string): boolean {
  return ownerPid !== null && ownerHost === host && processExists(ownerPid, ownerBirth?.startTicks);
}

/** The state to show: a sweep whose process died is interrupted, whatever its row says. */
export function liveState(sweep: Ownership, at = observed()): SweepState {
  return sweep.state === 'running' && !isRunning(sweep, at) ? 'interrupted' : sweep.state;
}

/**
 * The time in ms since 1970 by the clock of the process that runs a sweep: nothing that it began is in the
 * future by this clock. For another machine, the latest heartbeat if this machine's clock is behind it.
 */
export function ownersClockMs(sweep: Ownership, at = observed(), observer = thisProcess()): number {
  const heartbeatAtMs = sweep.heartbeatAtMs ?? 0;
  const sameBoot = sweep.ownerBirth?.bootId === observer.birth?.bootId;
  const agoMs = sameBoot ? sinceBootMs(sweep, at) : undefined;
  return agoMs === undefined ? Math.max(at.nowMs, heartbeatAtMs) : heartbeatAtMs + Math.max(0, agoMs);
}

function sinceMs({ heartbeatAtMs }: Ownership, { nowMs }: Observed): number {
  return nowMs - (heartbeatAtMs ?? 0);
}

function sinceBootMs({ heartbeatUptimeMs }: Ownership, { uptimeMs }: Observed): number | undefined {
  return heartbeatUptimeMs === null || uptimeMs === undefined ? undefined : uptimeMs - heartbeatUptimeMs;
}
