import { readFileSync, readlinkSync } from 'node:fs';
import { systemCode } from '../errors.ts';

/**
 * Identifies a process for good, whatever the clocks say. Linux counts its start in ticks since the boot, and
 * a process id is unique only within its namespace, which is the container's.
 */
export interface ProcessBirth {
  /** Id of the boot of the running kernel; containers on one machine share it. */
  readonly bootId: string;
  /** Such as `pid:[4026531836]`. */
  readonly pidNamespace: string;
  readonly startTicks: number;
}

/** Undefined if the system does not tell, such as on macOS. */
export function birthOfThisProcess(): ProcessBirth | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const pidNamespace = readlinkSync('/proc/self/ns/pid');
    const startTicks = statusOf('self')?.startTicks;
    return startTicks === undefined ? undefined : { bootId, pidNamespace, startTicks };
  } catch {
    return undefined;
  }
}

/**
 * Time since the machine's boot, sleep included, in ms: no one can set this clock. Undefined if the system
 * does not tell.
 */
export function uptimeMs(): number | undefined {
  try {
    const seconds = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return Number.isFinite(seconds) ? Math.round(1000 * seconds) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The state of a process of this namespace: `stopped` by a signal (Ctrl-Z), and `gone` even if another
 * process has its id by now, provided that `startTicks` is known. A process that has ended but was not reaped
 * by its parent is gone, too: in a container whose first process adopts no orphans, a killed run stays in the
 * process table for good.
 */
export function processState(pid: number, startTicks?: number): 'alive' | 'stopped' | 'gone' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return 'gone';
  }
  const status = statusOf(pid);
  if (!status) return 'alive';
  if (/[ZX]/.test(status.state) || (startTicks !== undefined && status.startTicks !== startTicks))
    return 'gone';
  return /[Tt]/.test(status.state) ? 'stopped' : 'alive';
}

export function processExists(pid: number, startTicks?: number): boolean {
  return processState(pid, startTicks) !== 'gone';
}

/** Fields 3 and 22 of "/proc/pid/stat", see proc(5); the name before them may contain any characters. */
function statusOf(pid: number | 'self'): { state: string; startTicks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}
