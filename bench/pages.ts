import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CHARTS } from '../src/charts/index.ts';
import { Random } from '../src/random.ts';
import { openDatabase } from '../src/store/index.ts';
import { epochReport, generateSweep } from './dashboard/generate.ts';
import { serveDatabase } from './dashboard/serving.ts';
import { quantile } from './statistics.ts';
import { peakMemoryMb } from './watchedRun.ts';

/**
 * Times of a dashboard's pages, at several sizes of a sweep, while that sweep writes an epoch every 100 ms:
 * the first request, one that renders again after a write, and a repetition.
 */
const SIZES = [
  { trials: 1000, epochs: 20 },
  { trials: 10_000, epochs: 20 },
  { trials: 1000, epochs: 200 },
] as const;
const RUNNING = 2;
const ROUNDS = 40;
const WRITE_MS = 100;
/** Pause after the server has printed its address: nobody asks for a page in that instant. */
const OPENING_MS = 1500;

for (const size of SIZES) await measure(size.trials, size.epochs);

async function measure(trials: number, epochs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-pages-'));
  const file = join(folder, 'runs.db');
  const db = openDatabase(file);
  const generatedAt = performance.now();
  const { sweep, running } = generateSweep(db, { trials, epochs, running: RUNNING });
  console.log(`\n${trials} trials of ${epochs} epochs, made in ${seconds(generatedAt)} s`);
  const random = Random.of(1, 'live');
  let epoch = 0;
  const write = () => {
    epoch++;
    sweep.recordSteps(running.map((trial) => ({ ...trial, ...epochReport(epoch, 0.9, random) })));
  };
  const server = await serveDatabase(file);
  await pause(OPENING_MS);
  const writing = setInterval(write, WRITE_MS);
  const pages = {
    'all sweeps': '/',
    'leaderboard, first page': `/sweeps/${sweep.sweepId}`,
    'leaderboard, page 10': `/sweeps/${sweep.sweepId}?page=10`,
    'leaderboard, sorted': `/sweeps/${sweep.sweepId}?sort=durationMs:asc`,
    'leaderboard, filtered': `/sweeps/${sweep.sweepId}?where=${encodeURIComponent('optimizer=adam and val_accuracy>0.88')}`,
    'leaderboard, by trial': `/sweeps/${sweep.sweepId}?by=trial`,
    'leaderboard, best epochs': `/sweeps/${sweep.sweepId}?epoch=best`,
    'leaderboard, coloured': `/sweeps/${sweep.sweepId}?color=learning_rate`,
    'leaderboard, in groups': `/sweeps/${sweep.sweepId}?group=optimizer&aggregate=median`,
    'two trials compared': `/sweeps/${sweep.sweepId}/compare?trials=1,2`,
    'groups compared': `/sweeps/${sweep.sweepId}/compare?by=optimizer`,
    'a trial': `/sweeps/${sweep.sweepId}/trials/7`,
    charts: `/sweeps/${sweep.sweepId}/charts`,
    ...Object.fromEntries(
      CHARTS.flatMap(({ name, title }) => [
        [`chart: ${title}`, `/sweeps/${sweep.sweepId}/charts/${name}`],
        [`  as a picture`.padEnd(15) + name, `/sweeps/${sweep.sweepId}/charts/${name}.svg?size=small`],
      ]),
    ),
    'its curve': `/sweeps/${sweep.sweepId}/trials/7/accuracy.svg`,
  };
  const ask = async (path: string) => {
    const startedAt = performance.now();
    const answer = await fetch(new URL(path, server.url));
    const { byteLength } = await answer.arrayBuffer();
    return { ms: performance.now() - startedAt, bytes: byteLength };
  };
  const anewOfAll: number[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const first = await ask(path);
    const anew: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      write();
      anew.push((await ask(path)).ms);
      again.push((await ask(path)).ms);
    }
    anewOfAll.push(...anew);
    console.log(
      `  ${name.padEnd(28)} first ${ms(first.ms)}   anew: median ${ms(quantile(anew, 0.5))}  99 % ${ms(quantile(anew, 0.99))}` +
        `   again ${ms(quantile(again, 0.5))}   ${(first.bytes / 1000).toFixed(0)} kB`,
    );
  }
  console.log(
    `  all pages, anew: median ${ms(quantile(anewOfAll, 0.5))}  99 % ${ms(quantile(anewOfAll, 0.99))}`,
  );
  console.log(`  memory of the server ${peakMemoryMb(server.pid).toFixed(0)} MB`);
  server.stop();
  clearInterval(writing);
  sweep.end('interrupted');
  db.close();
  rmSync(folder, { recursive: true });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(5)} ms`;
}
