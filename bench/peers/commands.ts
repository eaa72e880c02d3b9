import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package.ts';
import { Peer } from './peer.ts';

/** The Python that has the peers' packages. */
export const PYTHON = process.env.SWEEP_PEERS_PYTHON ?? packageFile('.cache/peers/bin/python');

const COMMANDS = {
  ours: () => engine('onnx'),
  'tfjs-node': () => engine('tfjs'),
  keras: () => python('keras_step.py'),
  torch: () => python('torch_step.py'),
  'torch.compile': () => python('torch_step.py', 'compile'),
  jax: () => python('jax_step.py'),
} as const satisfies Record<string, () => readonly [string, readonly string[]]>;

export type PeerName = keyof typeof COMMANDS;

/** Starts a peer, or reports why it is missing. */
export async function startPeer(
  name: PeerName,
): Promise<{ peer: Peer; version: string } | { missing: string }> {
  const [command, args] = COMMANDS[name]();
  if (command === PYTHON && !existsSync(PYTHON)) return { missing: `there is no ${PYTHON}` };
  const peer = new Peer(name, command, args);
  const event = await peer.next();
  if (event.event === 'ready') return { peer, version: event.version };
  peer.close();
  return { missing: 'message' in event ? event.message : event.event };
}

function engine(name: string): readonly [string, readonly string[]] {
  return [process.execPath, ['--import', 'tsx', script('ours.ts'), name]];
}

function python(name: string, ...args: string[]): readonly [string, readonly string[]] {
  return [PYTHON, [script(name), ...args]];
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
