import { createInterface } from 'node:readline';
import type { Engine, Network } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { initialWeights } from '../../src/model/buildLayers.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { INPUT, NETWORKS, ownNetwork, sameNetwork } from './networks.ts';
import { noise } from './noise.ts';
import type { PeerEvent, PeerRequest } from './protocol.ts';

/** An engine of ours, named by the first argument, behind the protocol of the peers (see `peer.py`). */
const TRAINED = 2048;
const EVALUATED = 10_000;
const WARM_UP_MS = 500;

const say = (event: PeerEvent) => process.stdout.write(`${JSON.stringify(event)}\n`);
let network: Network | undefined;
let run: (count: number) => Promise<void>;

async function prepare(engine: Engine, request: Extract<PeerRequest, { op: 'prepare' }>): Promise<void> {
  network?.close();
  network = undefined;
  const described = NETWORKS[request.network]!;
  const { layers, optimizer } = ownNetwork(described);
  if (!sameNetwork(layers, described.layers)) throw new Error('not a network of ours yet');
  const opened = await engine.open({ layers, input: INPUT, optimizer, batchSize: request.batch });
  opened.setWeights(initialWeights(layers, 0));
  network = opened;
  run = request.task === 'evaluate' ? evaluations(opened) : steps(opened, request.batch);
  await milliseconds(WARM_UP_MS);
}

function steps(opened: Network, batch: number): typeof run {
  const { images, labels } = noise(TRAINED);
  const pixels = sizeOf(INPUT.shape);
  let first = 0;
  return async (count) => {
    for (let step = 0; step < count; step++) {
      if (first >= TRAINED) first = 0;
      const end = Math.min(first + batch, TRAINED);
      const settings = { learningRate: 0.001, dropoutKey: [0, step] } as const;
      await opened.trainStep(
        images.subarray(first * pixels, end * pixels),
        labels.subarray(first, end),
        settings,
      );
      first = end;
    }
  };
}

function evaluations(opened: Network): typeof run {
  const { images, labels } = noise(EVALUATED);
  const predictions = new Uint16Array(EVALUATED);
  return async (count) => {
    for (let index = 0; index < count; index++) await opened.evaluate(images, labels, predictions);
  };
}

/** The mean of a burst of about `wantedMs`, as the peers take it. */
async function milliseconds(wantedMs: number): Promise<number> {
  const one = await timed(1);
  const few = one < wantedMs / 5 ? await timed(Math.max(1, Math.floor(wantedMs / 5 / one))) : one;
  return timed(Math.max(1, Math.round(wantedMs / few)));
}

async function timed(count: number): Promise<number> {
  const startedAt = performance.now();
  await run(count);
  return (performance.now() - startedAt) / count;
}

try {
  const engine = await createEngine(process.argv[2] ?? 'onnx');
  say({ event: 'ready', version: engine.version });
  for await (const line of createInterface(process.stdin)) {
    const request: PeerRequest = JSON.parse(line);
    try {
      if (request.op === 'prepare') {
        await prepare(engine, request);
        say({ event: 'prepared', variant: '', tried: {} });
      } else say({ event: 'measured', ms: await milliseconds(request.ms) });
    } catch (error) {
      say({ event: 'failed', message: String(error) });
    }
  }
  network?.close();
  await engine.dispose();
} catch (error) {
  say({ event: 'missing', message: error instanceof Error ? error.message : String(error) });
}
