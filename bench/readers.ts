import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFile } from '../src/package.ts';
import { serveDatabase } from './dashboard/serving.ts';
import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';

/**
 * The cost of a hundred readers of a live leaderboard to the sweep: epochs per minute of two workers, without
 * readers and with them, in turn. The readers' own time, on the same cores here, is not the dashboard's: the
 * time of its process is listed separately.
 */
const READERS = 100;
const AS_BROWSERS = { headers: { 'accept-encoding': 'gzip, deflate, br' } };
const ROUNDS = 5;
const WINDOW_MS = 30_000;
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

const SPEC = `name: read
model: cnn
dataset: {name: fashion-mnist, offline: synthetic}
method: grid
replicates: 2
workers: 2
parameters: {epochs: 10000, batch_size: 128}
`;

const folder = mkdtempSync(join(tmpdir(), 'sweep-readers-'));
const database = join(folder, 'runs.db');
writeFileSync(join(folder, 'read.yaml'), SPEC);
const run = spawn(
  process.execPath,
  [packageFile('bin/sweep.js'), 'run', 'read.yaml', '--json', '--db', database],
  {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  },
);
/** Epochs since the benchmark began: the time of each event, and the duration of the epoch, in ms. */
const epochs: { readonly atMs: number; readonly durationMs: number }[] = [];
createInterface(run.stdout).on('line', (line) => {
  const event: { event: string; durationMs: number } = JSON.parse(line);
  if (event.event === 'epoch') epochs.push({ atMs: performance.now(), durationMs: event.durationMs });
});
while (epochs.length < 4) await wait(200);

const serving = await serveDatabase(database);
const ratios: number[] = [];
const shares: number[] = [];
let aloneBefore = await meanEpochMs();
for (let round = 0; round < ROUNDS; round++) {
  const stopReading = read(serving.url);
  const before = cpuMs(serving.pid);
  const startedAt = performance.now();
  const watched = await meanEpochMs();
  const share = (cpuMs(serving.pid) - before) / (performance.now() - startedAt) / 2;
  const answered = stopReading();
  const aloneAfter = await meanEpochMs();
  // Epochs become slower or faster by themselves while this runs.
  const alone = (aloneBefore + aloneAfter) / 2;
  aloneBefore = aloneAfter;
  ratios.push(alone / watched);
  shares.push(share);
  console.log(
    `an epoch takes ${alone.toFixed(0)} ms alone, ${watched.toFixed(0)} ms with ${READERS} readers (${answered} pages); ` +
      `the dashboard's process takes ${(100 * share).toFixed(2)} % of two cores`,
  );
}
console.log(`the dashboard's process takes ${(100 * quantile(shares, 0.5)).toFixed(2)} % of two cores`);
console.log(verdict(GOALS.readers, quantile(ratios, 0.5)));
serving.stop();
run.kill('SIGINT');
await once(run, 'exit');
rmSync(folder, { recursive: true });

/** Over the epochs that end within a window. */
async function meanEpochMs(): Promise<number> {
  const from = performance.now();
  await wait(WINDOW_MS);
  const ended = epochs.filter(({ atMs }) => atMs >= from).map(({ durationMs }) => durationMs);
  return ended.reduce((sum, ms) => sum + ms, 0) / ended.length;
}

/**
 * A hundred open pages: each hears of every change, and asks for its page again. The returned function stops
 * them and gives the number of requests.
 */
function read(url: string): () => number {
  let answered = 0;
  const requests = Array.from({ length: READERS }, () =>
    get(new URL('/sweeps/1/events', url), (events) => {
      events.on('error', () => {});
      events.on('data', (chunk: Buffer) => {
        if (!chunk.includes('changed')) return;
        get(new URL('/sweeps/1', url), AS_BROWSERS, (page) => {
          answered++;
          page.resume();
        }).on('error', () => {});
      });
    }).on('error', () => {}),
  );
  return () => {
    for (const request of requests) request.destroy();
    return answered;
  };
}

/** Time that a process has taken on all cores. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
