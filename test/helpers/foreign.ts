import { spawnSync } from 'node:child_process';
import { foreignPython } from '../../scripts/foreignFolder.ts';

/** Python with Keras, ONNX Runtime and others; undefined unless `npm run foreign` has installed it. */
const python = foreignPython();

/**
 * Whether the other programs are installed. If not, a line says what is not tested; with
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

/** A version of W&B's client, with its Python. */
export interface WandbClient {
  readonly version: string;
  readonly python: string;
}

/**
 * The installed versions of W&B's client, the latest first; missing ones are reported as above. If none is
 * installed, `clients` names all of them for suites that are skipped: `describe.runIf(isHere).each(clients)`.
 */
export function installedWandb(): { readonly isHere: boolean; readonly clients: readonly WandbClient[] } {
  const lists = { '0.31': 'foreignWandb.txt', '0.19': 'foreignWandbEarlier.txt' } as const;
  const all = Object.entries(lists).map(([version, list]) => ({
    version,
    python: foreignPython(list) ?? '',
  }));
  const missing = all.filter(({ python: path }) => path === '').map(({ version }) => version);
  if (missing.length > 0) {
    const message = `W&B's client ${missing.join(' and ')} is not tried: \`npm run foreign\` installs it.`;
    if (process.env.SWEEP_REQUIRE_FOREIGN) throw new Error(message);
    process.stderr.write(`${message}\n`);
  }
  const isHere = missing.length < all.length;
  return { isHere, clients: isHere ? all.filter(({ python: path }) => path !== '') : all };
}
