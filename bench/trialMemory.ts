import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assignment, ModelName } from '../src/configuration.ts';
import { packageFile } from '../src/package.ts';
import { peakMemoryMb } from './watchedRun.ts';

/** Few images, so that large networks are soon done: their memory does not depend on how many there are. */
const IMAGES = { train: 700, t10k: 100 };
export const INPUT = { shape: [28, 28, 1], classes: 10 } as const;
const POLL_MS = 20;

/** What one trial added to the memory of the process that ran it, at its peak, in MB; Linux only. */
export async function trialMemoryMb(
  model: ModelName,
  parameters: Assignment,
  engine = 'onnx',
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
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
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
