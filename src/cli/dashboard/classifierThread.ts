import { parentPort } from 'node:worker_threads';
import type { Engine, Network } from '../../engine/engine.ts';
import { createEngine } from '../../engine/index.ts';
import { toWire, type WireError } from '../../errors.ts';
import type { InputShape, Layer } from '../../model/layer.ts';

export type ClassifierTask =
  | {
      readonly kind: 'open';
      readonly engine: string;
      readonly layers: readonly Layer[];
      readonly input: InputShape;
      readonly weights: readonly Float32Array[];
    }
  | { readonly kind: 'classify'; readonly image: Uint8Array }
  /**
   * Frees everything, after which the thread ends by itself: ONNX Runtime would abort the process if the
   * thread were ended from outside.
   */
  | { readonly kind: 'close' };

/** One answer for each task, in order. */
export type ClassifierAnswer =
  | { readonly ok: true; readonly probabilities?: Float32Array }
  | { readonly ok: false; readonly error: WireError };

/** The optimizer with the least memory: nothing is trained here. */
const OPTIMIZER = { name: 'sgd', momentum: 0, nesterov: false } as const;

const port = parentPort!;
let engine: Engine | undefined;
let network: Network | undefined;
/** Tasks run one after another: an engine has one network at a time. */
let before: Promise<unknown> = Promise.resolve();

port.on('message', (task: ClassifierTask) => {
  before = before.then(() => answer(task)).then((reply) => port.postMessage(reply));
});

async function answer(task: ClassifierTask): Promise<ClassifierAnswer> {
  try {
    if (task.kind === 'classify')
      return { ok: true, probabilities: await network!.probabilities(task.image) };
    network?.close();
    network = undefined;
    if (task.kind === 'close') {
      await engine?.dispose();
      port.unref();
    } else await open(task);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: toWire(error) };
  }
}

async function open(task: Extract<ClassifierTask, { kind: 'open' }>): Promise<void> {
  const { layers, input, weights } = task;
  if (engine?.name !== task.engine) {
    await engine?.dispose();
    engine = undefined;
    engine = await createEngine(task.engine);
  }
  network = await engine.open({ layers, input, optimizer: OPTIMIZER, batchSize: 1 });
  network.setWeights(weights);
}
