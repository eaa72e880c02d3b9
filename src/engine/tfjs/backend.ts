import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Tensorflow from '@tensorflow/tfjs';
import { SweepError } from '../../errors.ts';
import { packageFile } from '../../package.ts';

/** TensorFlow.js's API, on any backend. */
export type Tf = typeof Tensorflow;

/** A loaded backend. */
export interface Backend {
  readonly tf: Tf;
  readonly version: string;
}

const SLOWNESS = 'hundreds of times slower than onnx';

/**
 * TensorFlow's own kernels through tfjs-node: the one that is installed as a package, else the one that `npm
 * run tfjs-node` builds.
 * @throws SweepError `engine_unavailable` if neither loads.
 */
export function loadNodeBackend(): Backend {
  // The library reads these when it is loaded: one thread per worker, and no messages.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  const reasons: string[] = [];
  for (const place of [packageFile('package.json'), packageFile('.cache/tfjs-node/package.json')]) {
    if (!existsSync(place)) continue;
    try {
      const tf = createRequire(place)('@tensorflow/tfjs-node') as Tf & { version: { 'tfjs-node': string } };
      return { tf, version: `tfjs-node ${tf.version['tfjs-node']}` };
    } catch (error) {
      const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
      if (!message.startsWith("Cannot find module '@tensorflow/tfjs-node'")) reasons.push(message);
    }
  }
  throw new SweepError(
    'engine_unavailable',
    `The engine tfjs needs tfjs-node, which ${reasons.length > 0 ? `does not load: ${reasons.join('; ')}` : 'is not installed'}.`,
    `Run \`npm run tfjs-node\` in the folder of sweep, or ask for \`engine: tfjs-cpu\`, which is ${SLOWNESS}.`,
  );
}

/** TensorFlow.js's kernels in JavaScript, which run everywhere, but slowly. */
export async function loadCpuBackend(): Promise<Backend> {
  const tf = await import('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  return { tf, version: `tfjs ${tf.version.tfjs} in JavaScript` };
}
