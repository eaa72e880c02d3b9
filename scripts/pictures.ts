// `npm run pictures -- runs.db` makes the README's pictures of the dashboard from the latest sweep of a database.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../src/package.ts';
import { startServer } from '../src/server/index.ts';
import { findSweep, openDatabase } from '../src/store/index.ts';
import { launchChromium } from './chromium.ts';

const PICTURES = { leaderboard: '?color=model&rows=25', charts: '/charts' } as const;
const WINDOW = { width: 1280, height: 860 };

const database = process.argv[2] ?? 'runs.db';
const db = openDatabase(database, { readonly: true });
const sweep = findSweep(db);
db.close();
const server = await startServer({ database, port: 0, host: '127.0.0.1' });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light' });
mkdirSync(packageFile('docs'), { recursive: true });
for (const [name, address] of Object.entries(PICTURES)) {
  await page.goto(`${server.url}sweeps/${sweep.id}${address}`, { waitUntil: 'networkidle' });
  const path = join(packageFile('docs'), `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
}
await browser.close();
await server.close();
