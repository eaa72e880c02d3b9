import { readdirSync, readFileSync } from 'node:fs';

/** Whether this system shows the processes in `/proc`, as Linux does. */
export const showsProcesses = process.platform === 'linux';

/** The processes with an argument that contains a text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => read(name, 'cmdline').includes(text))
    .map(Number);
}

/** Whether a process is stopped, as by SIGSTOP. */
export function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(read(String(pid), 'status'));
}

/** The command line; empty if the process has ended, also before anyone has waited for it. */
function read(name: string, file: string): string {
  try {
    return readFileSync(`/proc/${name}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
