import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import prettyBytes from 'pretty-bytes';
import { launchChromium } from '../scripts/chromium.ts';
import { openDatabase } from '../src/store/index.ts';
import { generateSweep } from './dashboard/generate.ts';
import { type Serving, serveDatabase } from './dashboard/serving.ts';
import { PATIENCE_MS, type View, viewPage } from './dashboard/view.ts';
import { GOALS, verdict } from './goals.ts';
import { answered, serveViewed } from './peers/serveViewed.ts';
import { VIEWED, type ViewedPage } from './peers/viewed.ts';
import { quantile } from './statistics.ts';

/**
 * Time from navigation to the first rows of a leaderboard on the screen, in Chromium with an empty cache, and
 * the bytes received until then, in turn with the pages of other dashboards with as many trials.
 */
const SIZES = [1000, 10_000];
const EPOCHS = 20;
const ROUNDS = 3;
const OWN_VIEWS = 3;

interface Candidate {
  readonly page: ViewedPage;
  readonly serving: Serving;
  readonly restMs: number;
  readonly views: View[];
}

const browser = await launchChromium();
for (const trials of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-view-'));
  const ours = await serveOurs(folder, trials);
  const theirs = await serveTheirs(folder, trials);
  console.log(`\n${trials} trials of ${EPOCHS} epochs: medians with an empty cache`);
  // The first view reads the trials into memory; it is shown, and the medians are those of a server in use.
  for (const candidate of [ours, ...theirs]) await view(candidate);
  const [first] = ours.views.splice(0);
  for (const { views } of theirs) views.pop();
  for (let round = 0; round < ROUNDS; round++) {
    for (let again = 0; again < OWN_VIEWS; again++) await view(ours);
    for (const candidate of theirs) await view(candidate);
  }
  const ownMs = report(ours);
  if (first) console.log(`  the very first view of our server: ${first.ms.toFixed(0)} ms`);
  if (ownMs && trials === SIZES.at(-1)) console.log(`  ${verdict(GOALS.firstView, ownMs)}`);
  for (const candidate of theirs) {
    const ms = report(candidate);
    if (ms && ownMs) console.log(`  ${compared(candidate.page, ownMs / ms)}`);
  }
  for (const { serving } of [ours, ...theirs]) serving.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
await browser.close();

async function serveOurs(folder: string, trials: number): Promise<Candidate> {
  const file = join(folder, 'runs.db');
  const db = openDatabase(file);
  generateSweep(db, { trials, epochs: EPOCHS }).sweep.end('completed');
  db.close();
  const page = { name: 'our leaderboard', path: 'sweeps/1', rows: '#board tbody tr:nth-child(50)' };
  return { page, serving: await serveDatabase(file), restMs: 0, views: [] };
}

async function serveTheirs(folder: string, trials: number): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const viewed of VIEWED) {
    const own = join(folder, viewed.script);
    mkdirSync(own);
    const serving = await serveViewed(viewed, own, { trials, epochs: EPOCHS });
    if ('missing' in serving) {
      console.log(`${viewed.name} is missing: ${serving.missing}`);
      continue;
    }
    for (const page of viewed.pages) {
      const named = { ...page, name: `${viewed.name}, ${page.name}` };
      candidates.push({ page: named, serving, restMs: viewed.restMs, views: [] });
    }
  }
  return candidates;
}

async function view({ page, serving, restMs, views }: Candidate): Promise<void> {
  await answered(serving.url);
  await pause(restMs);
  const seen = await viewPage(browser, serving.url + page.path, page.rows);
  if (seen) views.push(seen);
}

/** Prints the results of a page and returns the median time. */
function report({ page, views }: Candidate): number | undefined {
  if (views.length === 0) {
    console.log(`  ${page.name}: its rows did not appear within ${PATIENCE_MS / 1000} s`);
    return undefined;
  }
  const times = views.map((one) => one.ms);
  const [ms, least, most] = [0.5, 0, 1].map((q) => quantile(times, q)) as [number, number, number];
  const received = prettyBytes(
    quantile(
      views.map(({ bytes }) => bytes),
      0.5,
    ),
  );
  const range = `${least.toFixed(0)} to ${most.toFixed(0)}, ${views.length} views`;
  console.log(`  ${page.name}: ${ms.toFixed(0)} ms (${range}), ${received}`);
  return ms;
}

function compared({ name, goal }: ViewedPage, ratio: number): string {
  const what = `our first view / that of ${name}`;
  return goal ? verdict({ ...goal, what }, ratio) : `${what}: ${ratio.toFixed(2)} (no goal)`;
}
