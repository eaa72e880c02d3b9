/**
 * Turns the first SIGINT or SIGTERM into an abort, and lets a second one end the process at once: by the signal
 * itself, since a thread that is inside ONNX Runtime cannot be ended in an orderly way.
 */
export function onInterrupt(stop: () => void): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const handle = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      dispose();
      process.stderr.write('\x1b[?25h');
      process.kill(process.pid, name);
      return;
    }
    stop();
    controller.abort();
  };
  const dispose = (): void => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return { signal: controller.signal, dispose };
}
