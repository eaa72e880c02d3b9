import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFile } from '../src/package.ts';
import { quantile } from './statistics.ts';

/** Runs the built command line as a user would and watches its JSON stream and its memory. */
const ROUNDS = 5;
const SPEC = `name: startup
model: cnn
dataset: {name: fashion-mnist, offline: synthetic}
method: grid
replicates: 2
workers: 2
parameters: {epochs: 1}
`;

async function measure(): Promise<{ overheadMs: number; peakMb: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-startup-'));
  writeFileSync(join(folder, 'startup.yaml'), SPEC);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [packageFile('bin/sweep.js'), 'run', 'startup.yaml', '--json'], {
    cwd: folder,
  });
  let overheadMs = Number.NaN;
  let peakMb = 0;
  for await (const line of createInterface(child.stdout)) {
    const event: { event: string; durationMs: number } = JSON.parse(line);
    if (event.event === 'epoch' && Number.isNaN(overheadMs)) {
      overheadMs = performance.now() - startedAt - event.durationMs;
    }
    peakMb = Math.max(peakMb, peakMemoryMb(child.pid!));
  }
  rmSync(folder, { recursive: true });
  return { overheadMs, peakMb };
}

/** The most memory that the process held so far, as Linux counts it; 0 elsewhere. */
function peakMemoryMb(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const runs = [];
for (let round = 0; round < ROUNDS; round++) runs.push(await measure());
const overhead = quantile(
  runs.map(({ overheadMs }) => overheadMs),
  0.5,
);
const memory = quantile(
  runs.map(({ peakMb }) => peakMb),
  0.5,
);
console.log(
  `first epoch event ${overhead.toFixed(0)} ms after the start, beyond the epoch itself (median of ${ROUNDS})`,
);
console.log(`peak memory with two workers ${memory.toFixed(0)} MB`);
