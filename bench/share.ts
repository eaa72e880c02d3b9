import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Arena } from '../src/engine/onnx/arena.ts';
import { lower } from '../src/engine/onnx/lower.ts';
import { OptimizerStep } from '../src/engine/onnx/optimizers/step.ts';
import { IMAGES, SCALE, TARGETS, trainingGraph } from '../src/engine/onnx/trainGraph.ts';
import { WeightMemory } from '../src/engine/onnx/weightMemory.ts';
import { sizeOf } from '../src/model/layer.ts';
import { initialWeights } from '../src/model/network.ts';
import { GOALS, verdict } from './goals.ts';
import { INPUT, NETWORKS, ownNetwork } from './peers/networks.ts';
import { noise } from './peers/noise.ts';

/** Where a training step's time goes: ONNX Runtime's profile of the graph, operator by operator, and the optimizer. */
const STEPS = 150;
const WARM_UP = 20;
const PRODUCTS = new Set(['Gemm', 'MatMul', 'FusedGemm', 'FusedMatMul', 'Conv', 'FusedConv', 'ConvTranspose']);
const SHOWN = 8;
const BATCHES: Readonly<Record<string, number>> = { cnn: 32, ann: 32, batch_norm: 64 };

interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly ts: number;
  /** In microseconds. */
  readonly dur: number;
  readonly args: { readonly op_name?: string };
}

const wanted = process.argv[2] ?? '';
for (const name of Object.keys(BATCHES)) if (name.includes(wanted)) await profile(name, BATCHES[name]!);

async function profile(name: string, batch: number): Promise<void> {
  const { layers, optimizer } = ownNetwork(NETWORKS[name]!);
  const lowered = lower(layers);
  const arena = new Arena();
  const memory = new WeightMemory(arena, layers, lowered);
  const weights = arena.reserve(memory.blockSize);
  const gradients = arena.reserve(memory.blockSize);
  const update = new OptimizerStep(optimizer, arena, { weights, gradients, size: memory.trainableSize });
  memory.import(weights, initialWeights(layers, 0));
  const { images, labels } = noise(batch);
  const targets = new Float32Array(batch * INPUT.classes);
  for (const [row, label] of labels.entries()) targets[row * INPUT.classes + label] = 1;
  const feeds = {
    ...memory.tensors(weights, (weight) => weight),
    [IMAGES]: new Tensor('uint8', images, [batch, ...INPUT.shape]),
    [TARGETS]: new Tensor('float32', targets, [batch, INPUT.classes]),
    [SCALE]: new Tensor('float32', Float32Array.of(1 / batch), []),
  };

  const folder = mkdtempSync(join(tmpdir(), 'sweep-profile-'));
  const session = await InferenceSession.create(trainingGraph(layers, lowered, INPUT, batch), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
    extra: { session: { set_denormal_as_zero: '1' } },
  });
  const fetches = session.outputNames.slice(1);
  for (let step = 0; step < WARM_UP + STEPS; step++) await session.run(feeds, fetches);
  session.endProfiling();
  await session.release();
  const file = join(folder, readdirSync(folder)[0]!);
  const events: ProfileEvent[] = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });

  for (let step = 0; step < WARM_UP; step++) update.update(0.001);
  const startedAt = performance.now();
  for (let step = 0; step < STEPS; step++) update.update(0.001);
  const optimizerMs = (performance.now() - startedAt) / STEPS;

  console.log(`\n${NETWORKS[name]!.title}, batch ${batch}, ${sizeOf([memory.trainableSize])} weights`);
  report(events, optimizerMs);
}

function report(events: readonly ProfileEvent[], optimizerMs: number): void {
  const runs = events.filter(({ name }) => name === 'model_run').slice(-STEPS);
  const kernels = events.filter(
    ({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= runs[0]!.ts,
  );
  const times = new Map<string, number>();
  for (const { args, dur } of kernels) {
    const operator = args.op_name ?? '?';
    times.set(operator, (times.get(operator) ?? 0) + dur / 1000 / STEPS);
  }
  const runMs = runs.reduce((sum, { dur }) => sum + dur / 1000, 0) / STEPS;
  const inKernels = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  times.set('(optimizer)', optimizerMs);
  times.set('(between operators)', runMs - inKernels);
  const stepMs = runMs + optimizerMs;
  const sorted = [...times].sort(([, a], [, b]) => b - a);
  for (const [operator, ms] of sorted.slice(0, SHOWN)) {
    console.log(`  ${operator.padEnd(22)} ${ms.toFixed(3)} ms  ${((100 * ms) / stepMs).toFixed(0)} %`);
  }
  const products = sorted.reduce((sum, [operator, ms]) => sum + (PRODUCTS.has(operator) ? ms : 0), 0);
  console.log(`  ${verdict(GOALS.share, products / stepMs)}`);
  if (process.argv[3] === 'nodes') {
    const nodes = new Map<string, number>();
    for (const { name, dur } of kernels) nodes.set(name, (nodes.get(name) ?? 0) + dur / 1000 / STEPS);
    for (const [node, ms] of [...nodes].sort(([, a], [, b]) => b - a).slice(0, 40)) {
      console.log(`    ${node.replace('_kernel_time', '').padEnd(30)} ${ms.toFixed(3)} ms`);
    }
  }
}
