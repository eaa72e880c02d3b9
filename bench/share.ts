import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { Arena } from '../src/engine/onnx/arena.ts';
import { lower } from '../src/engine/onnx/lower.ts';
import { OptimizerStep } from '../src/engine/onnx/optimizers/step.ts';
import { ProgramMemory } from '../src/engine/onnx/runner.ts';
import { gradientName, trainingProgram } from '../src/engine/onnx/stepProgram.ts';
import { WeightMemory } from '../src/engine/onnx/weightMemory.ts';
import { initialWeights } from '../src/model/buildLayers.ts';
import { GOALS, verdict } from './goals.ts';
import { INPUT, NETWORKS, ownNetwork } from './peers/networks.ts';
import { noise } from './peers/noise.ts';

/**
 * Shows how a training step's time is spent: ONNX Runtime's profiles of its graphs, the kernels between them,
 * the optimizer.
 */
const STEPS = 150;
const WARM_UP = 20;
const PRODUCTS = new Set(['Gemm', 'MatMul', 'FusedGemm', 'FusedMatMul']);
const SHOWN = 8;
const BATCHES: Readonly<Record<string, number>> = { cnn: 32, ann: 32, batch_norm: 64 };

interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly ts: number;
  /** In microseconds. */
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Compiles graphs that record the time of their operators. */
class ProfiledSessions {
  readonly folder = mkdtempSync(join(tmpdir(), 'sweep-profile-'));
  private readonly known = new Map<string, InferenceSession>();

  async get(key: string, build: () => Uint8Array): Promise<InferenceSession> {
    const known = this.known.get(key);
    if (known) return known;
    const session = await InferenceSession.create(build(), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      enableProfiling: true,
      profileFilePrefix: join(this.folder, `${this.known.size}`),
      extra: { session: { set_denormal_as_zero: '1' } },
    });
    this.known.set(key, session);
    return session;
  }

  /** The operators in the last `share` of all runs. */
  async operators(share: number): Promise<ProfileEvent[]> {
    for (const session of this.known.values()) {
      session.endProfiling();
      await session.release();
    }
    const files = readdirSync(this.folder).map((file) => readFileSync(join(this.folder, file), 'utf8'));
    rmSync(this.folder, { recursive: true });
    return files.flatMap((file) => {
      const events: ProfileEvent[] = JSON.parse(file);
      const runs = events.filter(({ name }) => name === 'model_run');
      const first = runs[Math.round(runs.length * (1 - share))];
      return events.filter(
        ({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= first!.ts,
      );
    });
  }
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
  const program = trainingProgram(layers, lowered, INPUT, batch);
  const programs = new ProgramMemory(arena, INPUT, batch, [program]);
  memory.import(weights, initialWeights(layers, 0));
  const sessions = new ProfiledSessions();
  const places = [...memory.places(weights, (weight) => weight), ...memory.places(gradients, gradientName)];
  const runner = await programs.runner(program, batch, sessions, name, places);
  const { images, labels } = noise(batch);
  runner.images.set(images);
  for (const [row, label] of labels.entries()) runner.targets[row * INPUT.classes + label] = 1;
  runner.scale[0] = 1 / batch;

  for (let step = 0; step < WARM_UP; step++) await runner.run();
  const programMs = await mean(() => runner.run());
  for (let step = 0; step < WARM_UP; step++) update.update(0.001);
  const optimizerMs = await mean(() => update.update(0.001));
  const operators = await sessions.operators(STEPS / (STEPS + WARM_UP));

  console.log(`\n${NETWORKS[name]!.title}, batch ${batch}, ${memory.trainableSize} weights`);
  report(operators, programMs, optimizerMs);
}

async function mean(step: () => unknown): Promise<number> {
  const startedAt = performance.now();
  for (let count = 0; count < STEPS; count++) await step();
  return (performance.now() - startedAt) / STEPS;
}

function report(operators: readonly ProfileEvent[], programMs: number, optimizerMs: number): void {
  const times = new Map<string, number>();
  for (const { args, dur } of operators) {
    const operator = args?.op_name ?? '?';
    times.set(operator, (times.get(operator) ?? 0) + dur / 1000 / STEPS);
  }
  const inGraphs = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  times.set('(optimizer)', optimizerMs);
  times.set('(other kernels, calls)', programMs - inGraphs);
  const stepMs = programMs + optimizerMs;
  const sorted = [...times].sort(([, a], [, b]) => b - a);
  for (const [operator, ms] of sorted.slice(0, SHOWN)) {
    console.log(`  ${operator.padEnd(22)} ${ms.toFixed(3)} ms  ${((100 * ms) / stepMs).toFixed(0)} %`);
  }
  const products = sorted.reduce((sum, [operator, ms]) => sum + (PRODUCTS.has(operator) ? ms : 0), 0);
  console.log(`  ${verdict(GOALS.share, products / stepMs)}`);
}
