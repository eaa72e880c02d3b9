import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assignment } from '../src/configuration.ts';
import { estimateTrialBytes } from '../src/engine/trialBytes.ts';
import { buildLayers } from '../src/model/buildLayers.ts';
import { configure } from '../src/model/configure.ts';
import type { ModelName } from '../src/model/modelName.ts';
import { packageFile } from '../src/package.ts';
import { peakMemoryMb } from './watchedRun.ts';

/** Number of images: few, so that large networks end soon; their memory does not depend on it. */
const IMAGES = { train: 700, t10k: 100 };
const INPUT = { shape: [28, 28, 1], classes: 10 } as const;
const POLL_MS = 20;

interface Case {
  readonly engine: string;
  readonly model: ModelName;
  readonly parameters: Assignment;
}

const onnx = (model: ModelName, parameters: Assignment): Case => ({ engine: 'onnx', model, parameters });

/** Small and large networks, each with little and much of weights, optimizer state and values of a batch. */
export const ESTIMATED: readonly Case[] = [
  onnx('ann', { units: 8, batch_size: 32 }),
  onnx('ann', { units: 4096, batch_size: 32, optimizer: 'sgd' }),
  onnx('ann', { units: [4096, 2048], batch_size: 128 }),
  onnx('ann', { units: [4096, 4096], batch_size: 600, optimizer: 'sgd' }),
  onnx('ann', { units: [4096, 4096], batch_size: 32, early_stopping_patience: 3 }),
  onnx('ann', { units: [1024, 1024], batch_size: 600, batch_normalization: true }),
  onnx('cnn', { batch_size: 32 }),
  onnx('cnn', { filters: [128, 128], batch_size: 512, padding: 'same' }),
  onnx('cnn', { filters: [128, 128], batch_size: 512, padding: 'same', batch_normalization: true }),
  onnx('cnn', { filters: 64, units: 2048, batch_size: 64 }),
  { engine: 'tfjs-cpu', model: 'ann', parameters: { units: [300, 100], batch_size: 32 } },
];

/** The memory that `plan` and `run` compare with the machine's, in MB. */
export function estimateMb(engine: string, model: ModelName, parameters: Assignment): number {
  const configuration = configure({ model, ...parameters });
  const layers = buildLayers(configuration, INPUT);
  return estimateTrialBytes(engine, configuration, layers, INPUT) / 2 ** 20;
}

/** Peak of the memory that one trial added to the process that ran it, in MB; Linux only. */
export async function trialMemoryMb(
  engine: string,
  model: ModelName,
  parameters: Assignment,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-memory-'));
  writeDataset(join(folder, 'images'));
  const spec = {
    name: 'memory',
    model,
    engine,
    dataset: { name: 'few', path: './images' },
    method: 'grid',
    workers: 1,
    validation: 100,
    parameters: Object.fromEntries(
      Object.entries({ epochs: 2, ...parameters }).map(([name, value]) => [name, { value }]),
    ),
  };
  writeFileSync(join(folder, 'memory.yaml'), JSON.stringify(spec));
  const child = spawn(process.execPath, [packageFile('bin/sweep.js'), 'run', 'memory.yaml', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let beforeMb = 0;
  let peakMb = 0;
  const poll = setInterval(() => {
    peakMb = Math.max(peakMb, peakMemoryMb(child.pid!));
  }, POLL_MS);
  child.stdout.once('data', () => {
    beforeMb = residentMb(child.pid!);
  });
  child.stdout.resume();
  const status = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(poll);
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`the trial ${JSON.stringify(parameters)} ended with status ${status}`);
  return peakMb - beforeMb;
}

function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

function writeDataset(folder: string): void {
  mkdirSync(folder);
  for (const [name, count] of Object.entries(IMAGES)) {
    const labels = Uint8Array.from({ length: count }, (_, index) => index % INPUT.classes);
    const images = Uint8Array.from({ length: count * 784 }, (_, index) => (index * 7919) % 251);
    writeFileSync(join(folder, `${name}-images-idx3-ubyte`), idx([count, 28, 28], images));
    writeFileSync(join(folder, `${name}-labels-idx1-ubyte`), idx([count], labels));
  }
}

function idx(sizes: readonly number[], bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.writeUInt16BE(0x0800 + sizes.length, 2);
  for (const [index, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * index);
  return Buffer.concat([head, bytes]);
}
