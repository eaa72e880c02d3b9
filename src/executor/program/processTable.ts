import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A process as the system shows it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** CPU time of the process and, if the system tells, of its ended children that it has waited for. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/** One tick of `/proc`, the same on all current architectures. */
const TICK_MS = 10;

/**
 * All running processes; ended ones that their parent has not reaped are left out. Empty if the system does
 * not tell.
 */
export async function processTable(): Promise<readonly ProcessRow[]> {
  if (process.platform === 'linux') return readProc();
  if (process.platform === 'win32') return [];
  try {
    const columns = 'pid=,ppid=,pgid=,stat=,rss=,time=';
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', columns], { maxBuffer: 2 ** 24 });
    return readPs(stdout);
  } catch {
    return [];
  }
}

/** The descendants of a process, with itself and the members of its group. */
export function treeOf(table: readonly ProcessRow[], root: number): readonly ProcessRow[] {
  const inTree = new Set(
    table.filter(({ pid, group }) => pid === root || group === root).map(({ pid }) => pid),
  );
  for (let before = -1; before !== inTree.size; ) {
    before = inTree.size;
    for (const { pid, parent } of table) if (inTree.has(parent)) inTree.add(pid);
  }
  return table.filter(({ pid }) => inTree.has(pid));
}

/**
 * Processes on Linux whose environment contains a text; empty on other systems, without those of other users.
 */
export function processesWithEnvironment(text: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return pids().filter((pid) => read(pid, 'environ').includes(text) && rowOf(pid) !== undefined);
}

/** The output of `ps -o pid=,ppid=,pgid=,stat=,rss=,time=`; rss is in KiB and time is [[days-]hours:]minutes:seconds. */
export function readPs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, group, state, kib, time] = line.trim().split(/\s+/);
    if (time === undefined || state!.startsWith('Z')) return [];
    const [days, clock] = time.includes('-') ? time.split('-') : ['0', time];
    const seconds = clock!.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
    const cpuMs = 1000 * (86_400 * Number(days) + seconds);
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        cpuMs,
        memoryBytes: 1024 * Number(kib),
      },
    ];
  });
}

function readProc(): readonly ProcessRow[] {
  return pids().flatMap((pid) => rowOf(pid) ?? []);
}

/** "/proc/pid/stat" in proc(5); the name before the fields may contain any characters. */
function rowOf(pid: number): ProcessRow | undefined {
  const text = read(pid, 'stat');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 22 || /[ZX]/.test(fields[0]!)) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    pid,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    cpuMs: ticks * TICK_MS,
    memoryBytes: Number(fields[21]) * PAGE_BYTES,
  };
}

const PAGE_BYTES = pageBytes();

/** Derived from the two ways in which Linux gives our own size. */
function pageBytes(): number {
  const kib = Number(/^VmSize:\s+(\d+) kB/m.exec(read('self', 'status'))?.[1]);
  const pages = Number(read('self', 'statm').split(' ')[0]);
  const near = (1024 * kib) / pages;
  return [4096, 16_384, 65_536].find((size) => Math.abs(near - size) < size / 2) ?? 4096;
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Empty if the process has ended meanwhile. */
function read(pid: number | 'self', file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
