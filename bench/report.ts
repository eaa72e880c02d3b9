import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../src/package.ts';
import { openDatabase } from '../src/store/index.ts';
import { generateSweep } from './dashboard/generate.ts';
import { quantile } from './statistics.ts';
import { peakMemoryMb } from './watchedRun.ts';

/** Time of the command `sweep report`, from its start to its end, on sweeps of several sizes. */
const SIZES = [
  { trials: 24, epochs: 10 },
  { trials: 1000, epochs: 20 },
  { trials: 1000, epochs: 200 },
  { trials: 10_000, epochs: 20 },
] as const;
const FORMATS = { html: 'report.html', markdown: 'report.md' } as const;
const ROUNDS = 5;
const WATCH_MS = 10;
/** Goal for a sweep of 1,000 trials as HTML. */
const GOAL = { ms: 3000, bytes: 2e6 } as const;

for (const size of SIZES) await measure(size);

async function measure({ trials, epochs }: (typeof SIZES)[number]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-report-'));
  const db = openDatabase(join(folder, 'runs.db'));
  generateSweep(db, { trials, epochs }).sweep.end('completed');
  db.close();
  console.log(`\n${trials} trials of ${epochs} epochs`);
  for (const [format, file] of Object.entries(FORMATS)) {
    const rounds: Written[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await write(folder, format, file));
    const median = (key: 'ms' | 'cpuMs') =>
      quantile(
        rounds.map((each) => each[key]),
        0.5,
      );
    const ms = median('ms');
    const peakMb = Math.max(...rounds.map((each) => each.peakMb));
    const { size: bytes } = statSync(join(folder, file));
    const goal = trials === 1000 && format === 'html' ? ` ${said(ms < GOAL.ms && bytes < GOAL.bytes)}` : '';
    console.log(
      `  ${format.padEnd(9)} median ${(ms / 1000).toFixed(2)} s, CPU ${(median('cpuMs') / 1000).toFixed(2)} s   ${(bytes / 1e6).toFixed(2)} MB   peak memory ${peakMb.toFixed(0)} MB${goal}`,
    );
  }
  rmSync(folder, { recursive: true });
}

function said(met: boolean): string {
  return met ? '  goal met: under 3 s and 2 MB' : '  GOAL MISSED: 3 s and 2 MB';
}

interface Written {
  readonly ms: number;
  /** Processor time of all its threads, as Linux counts it shortly before the end; 0 elsewhere. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

function write(folder: string, format: string, file: string): Promise<Written> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [packageFile('bin/sweep.js'), 'report', '--format', format, '--out', file, '--force'],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let peakMb = 0;
  let cpu = 0;
  const watching = setInterval(() => {
    cpu = Math.max(cpu, cpuMs(child.pid!));
    peakMb = Math.max(peakMb, peakMemoryMb(child.pid!));
  }, WATCH_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => {
      clearInterval(watching);
      if (status === 0) resolve({ ms: performance.now() - startedAt, cpuMs: cpu, peakMb });
      else reject(new Error(`sweep report ended with status ${status}.`));
    });
  });
}

/** User and system time of a process so far; clock ticks are hundredths of a second on Linux. */
function cpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return 0;
  }
}
