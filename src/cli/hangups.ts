import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Respects `nohup`. At its start Node forgets which signals were ignored, but two traces are left: a shell
 * names in `_` what it started, and GNU nohup replaces a terminal by a standard input that cannot be read.
 * Returns whether hangups are ignored.
 */
export function ignoreHangupsUnderNohup(env: NodeJS.ProcessEnv = process.env): boolean {
  const isUnderNohup = basename(env._ ?? '') === 'nohup' || isUnreadable(0);
  if (isUnderNohup && process.listenerCount('SIGHUP', ignore) === 0) process.on('SIGHUP', ignore);
  return isUnderNohup;
}

function ignore(): void {}

/** Whether a descriptor is open for writing only; see "fdinfo" in proc(5). */
function isUnreadable(descriptor: number): boolean {
  try {
    const [, flags] = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')) ?? [];
    return (Number.parseInt(flags ?? '0', 8) & 3) === 1;
  } catch {
    return false;
  }
}
