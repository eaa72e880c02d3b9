import { SHARE_ENV, Worker } from 'node:worker_threads';
import { runsFromSource } from '../../package.ts';

/** Starts a module of this folder, by its name without an ending, as a worker thread with `workerData`. */
export function startThread(name: string, workerData: object = {}): Worker {
  const script = runsFromSource ? './threadFromSource.mjs' : `./${name}.js`;
  return new Worker(new URL(script, import.meta.url), {
    workerData: { ...workerData, module: `./${name}.ts` },
    // The engine sets a variable that ONNX Runtime reads from the process itself.
    env: SHARE_ENV,
  });
}
