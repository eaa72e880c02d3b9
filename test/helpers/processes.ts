import { readdirSync, readFileSync } from 'node:fs';

/** Whether this system shows the processes in `/proc`, as Linux does. */
export const showsProcesses = process.platform === 'linux';

/** The processes that were started with a word that contains a text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => read(name, 'cmdline').includes(text))
    .map(Number);
}

/** Whether a process stands still, as SIGSTOP makes it. */
export function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(read(String(pid), 'status'));
}

/** Empty where the process has ended meanwhile; of one that nobody has waited for yet, so is its command line. */
function read(name: string, file: string): string {
  try {
    return readFileSync(`/proc/${name}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
