import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import type { InputShape } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import { runInPlace } from './inPlace.ts';
import { IMAGES, LOG_PROBABILITIES } from './trainGraph.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** A float32 tensor over memory of ours; ONNX Runtime reads and writes it in place. */
export function floatTensor(values: Float32Array<ArrayBuffer>, shape: readonly number[]): Tensor {
  return new Tensor('float32', values, shape);
}

/** A compiled graph with the buffers that it reads from and writes to. */
export interface Runner {
  /** `[batch, height, width, channels]` bytes, to be filled before each run. */
  readonly images: Uint8Array;
  /** `[batch, classes]`, filled by each run. */
  readonly logProbabilities: Float32Array;
  /** Runs the graph once. It blocks the thread, although it returns a promise. */
  run(): Promise<void>;
}

/** Binds a session for exactly `batch` images to new buffers and to the given tensors. */
export function bindRunner(
  session: InferenceSession,
  input: InputShape,
  batch: number,
  feeds: Tensors,
  fetches: Tensors,
): Runner {
  const images = new Uint8Array(batch * sizeOf(input.shape));
  const logProbabilities = new Float32Array(batch * input.classes);
  const allFeeds = { ...feeds, [IMAGES]: new Tensor('uint8', images, [batch, ...input.shape]) };
  const allFetches = {
    ...fetches,
    [LOG_PROBABILITIES]: floatTensor(logProbabilities, [batch, input.classes]),
  };
  const run = () => runInPlace(session, allFeeds, allFetches);
  return { images, logProbabilities, run };
}
