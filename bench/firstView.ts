import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../scripts/chromium.ts';
import { openDatabase } from '../src/store/index.ts';
import { generateSweep } from './dashboard/generate.ts';
import { serveDatabase } from './dashboard/serving.ts';
import { GOALS, verdict } from './goals.ts';
import { PYTHON } from './peers/commands.ts';
import { quantile } from './statistics.ts';

/**
 * From navigation to the first rows of a leaderboard on the screen, in Chromium with an empty cache, beside
 * optuna-dashboard's table of the same number of trials where that is installed.
 */
const SIZES = [1000, 10_000];
const EPOCHS = 20;
const VIEWS = 7;
const PEER_VIEWS = 3;

const browser = await launchChromium();
const python = existsSync(PYTHON) ? PYTHON : undefined;
for (const trials of SIZES) {
  const ours = await viewOurs(browser, trials);
  console.log(
    `${trials} trials: the leaderboard is there after ${ours.toFixed(0)} ms (median of ${VIEWS}, cold cache)`,
  );
  if (trials === SIZES.at(-1)) console.log(verdict(GOALS.firstView, ours));
  const theirs = python && (await viewOptuna(browser, python, trials));
  if (theirs) console.log(verdict(GOALS.beside, ours / theirs), `(optuna-dashboard ${theirs.toFixed(0)} ms)`);
  else
    console.log(
      'optuna-dashboard is missing, or its table did not appear within a minute: see bench/README.md',
    );
}
await browser.close();

async function viewOurs(browser: Browser, trials: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-view-'));
  const file = join(folder, 'runs.db');
  const db = openDatabase(file);
  generateSweep(db, { trials, epochs: EPOCHS }).sweep.end('completed');
  db.close();
  const serving = await serveDatabase(file);
  const times: number[] = [];
  // The first view reads the sweep into memory; it is shown, and the median is that of a server in use.
  for (let view = 0; view < VIEWS; view++) {
    times.push(await viewMs(browser, `${serving.url}sweeps/1`, '#board tbody tr:nth-child(50)'));
  }
  console.log(`  the very first view of a server: ${times[0]!.toFixed(0)} ms`);
  serving.stop();
  rmSync(folder, { recursive: true });
  return quantile(times, 0.5);
}

/** Undefined where it is not installed. */
async function viewOptuna(browser: Browser, python: string, trials: number): Promise<number | undefined> {
  const script = join(import.meta.dirname, 'peers/optuna_dashboard.py');
  const folder = mkdtempSync(join(tmpdir(), 'sweep-optuna-'));
  const peer = spawn(python, [script, join(folder, 'study.db'), String(trials), String(EPOCHS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string | undefined>((resolve) => {
      peer.stdout.on('data', (chunk: Buffer) => {
        const found = /http:\S+/.exec(String(chunk))?.[0];
        if (found) resolve(found);
      });
      peer.once('exit', () => resolve(undefined));
    });
    if (!url) return undefined;
    const times: number[] = [];
    for (let view = 0; view < PEER_VIEWS; view++) {
      times.push(
        await viewMs(
          browser,
          `${url}/dashboard/studies/1/trialTable`,
          'tbody tr:nth-child(5), [role="row"][data-rowindex]',
        ),
      );
    }
    return quantile(times, 0.5);
  } catch {
    // Its pages may have changed: their table was not found.
    return undefined;
  } finally {
    peer.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Until an element is on the page, with an empty cache. */
async function viewMs(browser: Browser, address: string, selector: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const startedAt = performance.now();
  await page.goto(address, { waitUntil: 'commit', timeout: 60_000 });
  await page.locator(selector).first().waitFor({ timeout: 60_000 });
  const ms = performance.now() - startedAt;
  await context.close();
  return ms;
}
