import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packageFile } from '../../src/package.ts';

export interface Serving {
  readonly url: string;
  readonly pid: number;
  stop(): void;
}

/** Starts the built dashboard of a database in a process of its own; resolves once it listens. */
export async function serveDatabase(file: string): Promise<Serving> {
  const server = spawn(
    process.execPath,
    [packageFile('bin/sweep.js'), 'serve', '--db', file, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface(server.stdout)) {
    const url = /http:\S+\//.exec(line)?.[0];
    if (url) return { url, pid: server.pid!, stop: () => server.kill() };
  }
  throw new Error('The dashboard ended before it listened.');
}
