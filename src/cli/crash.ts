import { EXIT, reportError } from './failure.ts';

let hasCrashed = false;

/**
 * Reports an uncaught error like any other, and lets running trials end as at a first Ctrl-C: a trial in
 * training must not be torn out of its engine. A second such error ends the process at once.
 */
export function reportCrashes(json: boolean): void {
  process.on('uncaughtException', (error) => {
    const status = reportError(error, json);
    const isHeeded = process.listenerCount('SIGTERM') > 0;
    if (hasCrashed || !isHeeded) process.exit(status);
    hasCrashed = true;
    process.emit('SIGTERM', 'SIGTERM');
  });
}

/** The exit status: the one that a command returned, unless something else went wrong. */
export function statusAfterCrash(status: number): number {
  return hasCrashed ? EXIT.failed : status;
}
