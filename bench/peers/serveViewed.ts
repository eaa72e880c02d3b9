import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Serving } from '../dashboard/serving.ts';
import { PYTHON } from './commands.ts';
import type { Viewed } from './viewed.ts';

/** Fills a dashboard in a folder and serves it, or reports why it is missing. */
export async function serveViewed(
  { script }: Viewed,
  folder: string,
  sizes: { readonly trials: number; readonly epochs: number },
): Promise<Serving | { readonly missing: string }> {
  if (!existsSync(PYTHON)) return { missing: `there is no ${PYTHON}` };
  const args = [join(import.meta.dirname, script), folder, String(sizes.trials), String(sizes.epochs)];
  const server = spawn(PYTHON, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  // Both streams are read to the end, or the server would wait for a reader.
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-400);
  });
  const url = await new Promise<string | undefined>((resolve) => {
    createInterface(server.stdout).on('line', (line) => {
      if (line.startsWith('http:')) resolve(`${line}/`);
    });
    server.once('close', () => resolve(undefined));
  });
  if (!url) return { missing: words.trim().split('\n').at(-1) ?? '' };
  return { url, pid: server.pid!, stop: () => server.kill() };
}

/** Until a server answers: it listens, and has done with what an earlier page had asked of it. */
export async function answered(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch {
      await pause(200);
    }
  }
  throw new Error(`${url} does not answer.`);
}
