import { SweepError } from '../errors.ts';
import type { Engine } from './engine.ts';

/** Engines by the name in a spec; each is loaded only when it is used. */
const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  onnx: async () => new (await import('./onnx/onnxEngine.ts')).OnnxEngine(),
  tfjs: async () => (await import('./tfjs/tfjsEngine.ts')).TfjsEngine.onNode(),
  'tfjs-cpu': async () => (await import('./tfjs/tfjsEngine.ts')).TfjsEngine.onCpu(),
};

/**
 * A new engine for this thread.
 * @throws SweepError `engine_unavailable` if its library does not load on this machine.
 */
export async function createEngine(name: string): Promise<Engine> {
  const create = ENGINES[name];
  if (!create) throw new SweepError('engine_unavailable', `There is no engine called ${name}.`);
  try {
    return await create();
  } catch (error) {
    if (error instanceof SweepError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SweepError(
      'engine_unavailable',
      `The engine ${name} does not load on this machine: ${reason}`,
      'Run `sweep doctor` to see what works here.',
      error,
    );
  }
}
