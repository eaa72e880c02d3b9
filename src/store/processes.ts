import { readFileSync, readlinkSync } from 'node:fs';
import { systemCode } from '../errors.ts';

/**
 * What names a process for good, whatever the clocks say: Linux counts the time at which it started in ticks since the
 * boot, and a process id means something in its namespace alone, which is the container's.
 */
export interface ProcessBirth {
  /** Id of the boot of the running kernel; containers on one machine share it. */
  readonly bootId: string;
  /** `pid:[4026531836]`. */
  readonly pidNamespace: string;
  readonly startTicks: number;
}

/** Undefined where the system does not tell, such as on macOS. */
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

/** How long the machine has been up, sleep included, in ms: no clock that anybody sets. Undefined where not told. */
export function uptimeMs(): number | undefined {
  try {
    const seconds = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return Number.isFinite(seconds) ? Math.round(1000 * seconds) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a process of this namespace does: `stopped` by a signal (Ctrl-Z), and `gone` also where another process has its
 * id by now, if `startTicks` is known. One that has ended and that its parent has not yet taken notice of is gone: in a
 * container whose first process adopts no orphans, a killed run stays in the process table for good.
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

/** Fields 3 and 22 of "/proc/pid/stat" in proc(5); the name before them may hold anything. */
function statusOf(pid: number | 'self'): { state: string; startTicks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}
