import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFile } from '../src/package.ts';

/** Observations of a sweep that was run as a user would run it. */
export interface WatchedRun {
  /** Time from the start of the process to the first epoch event, without the training of that epoch. */
  readonly overheadMs: number;
  /** The most memory that the process held, as Linux counts it; 0 elsewhere. */
  readonly peakMb: number;
}

/** Runs the built command line on one-epoch trials of the notebook's CNN, one trial for each worker. */
export async function watchRun(workers: number, batchSize: number): Promise<WatchedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-watched-'));
  const spec = `name: watched
model: cnn
dataset: {name: fashion-mnist, offline: synthetic}
method: grid
replicates: ${workers}
workers: ${workers}
parameters: {epochs: 1, batch_size: ${batchSize}}
`;
  writeFileSync(join(folder, 'watched.yaml'), spec);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [packageFile('bin/sweep.js'), 'run', 'watched.yaml', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
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

/** The most memory that a process held, as Linux counts it; 0 elsewhere. */
export function peakMemoryMb(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
