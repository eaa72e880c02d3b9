import { createEngine } from '../../src/engine/index.ts';

/**
 * The engines that every conformance test runs on. tfjs-node is built separately: if it is missing, a line
 * says so and the others are tested; with SWEEP_REQUIRE_TFJS_NODE its absence is an error.
 */
export async function engineNames(): Promise<string[]> {
  try {
    await (await createEngine('tfjs')).dispose();
    return ['onnx', 'tfjs', 'tfjs-cpu'];
  } catch (error) {
    if (process.env.SWEEP_REQUIRE_TFJS_NODE) throw error;
    process.stderr.write(
      `The engine tfjs is not tested here: ${(error as Error).message} npm run tfjs-node builds it.\n`,
    );
    return ['onnx', 'tfjs-cpu'];
  }
}
