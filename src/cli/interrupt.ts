import { ignoreHangupsUnderNohup } from './hangups.ts';

/**
 * Signals that ask a process to end: Ctrl-C, `kill`, a terminal or SSH connection that is gone, Ctrl-\ or
 * Ctrl-Break.
 */
const SIGNALS: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  process.platform === 'win32' ? 'SIGBREAK' : 'SIGQUIT',
];

/**
 * Turns the first signal that asks to end into an abort, and lets a second one end the process at once: by a
 * signal itself, since a thread inside ONNX Runtime cannot be ended in an orderly way. That signal is always
 * SIGINT, for a status of 130 and no core dump.
 */
export function onInterrupt(stop: () => void): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const signals = ignoreHangupsUnderNohup() ? SIGNALS.filter((name) => name !== 'SIGHUP') : SIGNALS;
  const handle = (): void => {
    if (controller.signal.aborted) {
      dispose();
      if (process.stderr.isTTY) process.stderr.write('\x1b[?25h');
      process.kill(process.pid, 'SIGINT');
      return;
    }
    stop();
    controller.abort();
  };
  const dispose = (): void => {
    for (const name of signals) process.off(name, handle);
  };
  for (const name of signals) process.on(name, handle);
  return { signal: controller.signal, dispose };
}

/** Resolves once the signal is aborted; at once if it is already. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
