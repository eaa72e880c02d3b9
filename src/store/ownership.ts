import { hostname } from 'node:os';
import { birthOfThisProcess, type ProcessBirth, processExists, processState, uptimeMs } from './processes.ts';
import type { SweepState } from './schema.ts';

/** A process, as a sweep's row names the one that runs it. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Undefined where its system does not tell. */
  readonly birth?: ProcessBirth | undefined;
}

/** Six missed heartbeats: the process is gone, or is stopped and will find that it lost the sweep. */
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

/** A moment, by the clock of whoever looks and by the time since the boot of its machine. */
export interface Observed {
  readonly nowMs: number;
  readonly uptimeMs: number | undefined;
}

function observed(): Observed {
  return { nowMs: Date.now(), uptimeMs: uptimeMs() };
}

/**
 * Whether a live process runs the sweep: it exists, where its id means something here, and otherwise its last heartbeat
 * is recent. On one machine nothing depends on a clock that somebody may have set.
 */
export function isRunning(sweep: Ownership, at = observed(), observer = thisProcess()): boolean {
  const { state, ownerPid, ownerBirth: owner } = sweep;
  if (state !== 'running' || ownerPid === null) return false;
  const { birth: here, host } = observer;
  if (owner && here && owner.bootId === here.bootId) {
    const isSeen = owner.pidNamespace === here.pidNamespace;
    const state = isSeen ? processState(ownerPid, owner.startTicks) : 'stopped';
    // Its heartbeats wait, too, while another program holds the database.
    if (state !== 'stopped') return state === 'alive';
    return (sinceBootMs(sweep, at) ?? sinceMs(sweep, at)) <= STALE_AFTER_MS;
  }
  const sameName = sweep.ownerHost === host;
  // The machine was booted since, and its clock may be another; or two machines have one name.
  if (owner && here && sameName) return Math.abs(sinceMs(sweep, at)) <= STALE_AFTER_MS;
  // A heartbeat from the future was made by a clock that differs, so it counts as recent.
  if (sinceMs(sweep, at) > STALE_AFTER_MS) return false;
  return !sameName || processExists(ownerPid);
}

/** Whether the process that ran it, on this machine, is there still: it was stopped and lost the sweep. */
export function ownerLives({ ownerPid, ownerHost, ownerBirth }: Ownership, host: string): boolean {
  return ownerPid !== null && ownerHost === host && processExists(ownerPid, ownerBirth?.startTicks);
}

/** The state to show: a sweep whose process died is interrupted, whatever its row says. */
export function liveState(sweep: Ownership, at = observed()): SweepState {
  return sweep.state === 'running' && !isRunning(sweep, at) ? 'interrupted' : sweep.state;
}

/**
 * What the clock of the process that runs a sweep says, in ms since 1970: what it began is never in the future by it.
 * On another machine its latest heartbeat, where this machine's clock is behind.
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
