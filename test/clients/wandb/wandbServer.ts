import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { KeptFiles } from '../../../src/clients/keptFiles.ts';
import { MemoryTracker } from '../../../src/clients/memory/memoryTracker.ts';
import { wandbHandler } from '../../../src/clients/wandb/handler.ts';
import type { AgentLimits } from '../../../src/executor/agents/agentExecutor.ts';
import { ListedSweeps } from '../../helpers/listedSweeps.ts';

/** Where a client finds a server, and has its own files. */
export interface ServerPlace {
  readonly origin: string;
  readonly folder: string;
}

export interface WandbServer extends ServerPlace {
  readonly tracker: MemoryTracker;
  readonly sweeps: ListedSweeps;
  /** Every answer that was not 200, as `404 POST /path`. */
  readonly refusals: readonly string[];
}

export const API_KEY = 'k'.repeat(40);

/** A server of W&B's protocol on loopback with everything in memory, closed after the test. */
export async function wandbServer(limits: Partial<AgentLimits> = {}): Promise<WandbServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-wandb-'));
  const sweeps = new ListedSweeps(limits);
  const files = new KeptFiles(join(folder, 'kept'), { bytesPerFile: 100_000, filesPerTrial: 20 });
  const tracker = new MemoryTracker({ files, sweeps });
  const handle = wandbHandler({ tracker: (key) => (key === API_KEY ? tracker : undefined) });
  const refusals: string[] = [];
  const server = createServer(async (request, response) => {
    if (!(await handle(request, response))) response.writeHead(404).end();
    if (response.statusCode !== 200) refusals.push(`${response.statusCode} ${request.method} ${request.url}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    for (const { executor } of sweeps.begun) executor.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, folder, tracker, sweeps, refusals };
}

/** The environment with which W&B's client finds that server, without anything of the user's. */
export function clientEnvironment({ origin, folder }: ServerPlace): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('WANDB_'));
  return {
    ...Object.fromEntries(others),
    WANDB_BASE_URL: origin,
    WANDB_API_KEY: API_KEY,
    WANDB_DIR: folder,
    WANDB_CONFIG_DIR: folder,
    WANDB_CACHE_DIR: folder,
    WANDB_DATA_DIR: folder,
    WANDB_ERROR_REPORTING: 'false',
    WANDB_X_FILE_STREAM_TRANSMIT_INTERVAL: '1',
    HOME: folder,
    PYTHONUNBUFFERED: '1',
  };
}

/** Starts a process of Python, which is killed after the test; `ended` resolves with its end. */
export function runningPython(
  python: string,
  args: readonly string[],
  server: ServerPlace,
  env: NodeJS.ProcessEnv = {},
) {
  const child = spawn(python, args, {
    cwd: server.folder,
    env: { ...clientEnvironment(server), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (errors += text));
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  onTestFinished(kill);
  const ended = new Promise<{ status: number | null; output: string; errors: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, output, errors })),
  );
  return { ended, kill, said: () => output + errors };
}
