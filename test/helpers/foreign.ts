import { spawnSync } from 'node:child_process';
import { foreignPython } from '../../scripts/foreignFolder.ts';

/** Python with Keras, ONNX Runtime and the like; undefined where `npm run foreign` has not installed it. */
const python = foreignPython();

/**
 * Whether the other programs are here. Where they are not, a line says what is not tested; with
 * SWEEP_REQUIRE_FOREIGN their absence is an error.
 */
export function foreignIsHere(): boolean {
  if (python !== undefined) return true;
  const message =
    'Exports are not loaded in Keras, ONNX Runtime and the like: `npm run foreign` installs them.';
  if (process.env.SWEEP_REQUIRE_FOREIGN) throw new Error(message);
  process.stderr.write(`${message}\n`);
  return false;
}

/** Runs a Python program with the arguments and the standard input, and reads what it prints as JSON. */
export function runPython(program: string, args: readonly string[] = [], input = ''): unknown {
  const { status, stdout, stderr } = spawnSync(python!, ['-c', program, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
    env: { ...process.env, KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu', HF_HUB_OFFLINE: '1' },
  });
  if (status !== 0) throw new Error(`Python ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
