import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foreignPython } from '../scripts/foreignFolder.ts';
import { MemoryTracker } from '../src/clients/memory/memoryTracker.ts';
import { wandbHandler } from '../src/clients/wandb/handler.ts';
import { quantile } from './statistics.ts';

/** W&B's client against this server and against its own offline mode, in turn. */
const ROUNDS = 5;
const STEPS = 5000;
const PER_SECOND = 1000;

const PROGRAM = `
import json, sys, time
began = time.perf_counter()
import wandb
imported = time.perf_counter()
run = wandb.init(project="bench")
started = time.perf_counter()
for step in range(${STEPS}):
    run.log({"loss": 1 / (step + 1), "accuracy": step / ${STEPS}})
    ahead = (step + 1) / ${PER_SECOND} - (time.perf_counter() - started)
    if ahead > 0.005:
        time.sleep(ahead)
logged = time.perf_counter()
run.finish()
print(json.dumps({"init": started - imported, "log": logged - started, "finish": time.perf_counter() - logged}))
`;

type Times = Record<'init' | 'log' | 'finish', number>;

const python = foreignPython('foreignWandb.txt');
if (!python) {
  console.error("W&B's client is missing: npm run foreign -- foreignWandb.txt");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'sweep-bench-wandb-'));
let busyMs = 0;
let arrived = 0;
const tracker = new MemoryTracker({ listener: { reports: (_, reports) => (arrived += reports.length) } });
const handle = wandbHandler({ tracker: () => tracker });
const server = createServer(async (request, response) => {
  await handle(request, response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function run(mode: 'online' | 'offline'): Promise<Times> {
  const child = spawn(python!, ['-c', PROGRAM], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      WANDB_MODE: mode,
      WANDB_BASE_URL: origin,
      WANDB_API_KEY: 'k'.repeat(40),
      WANDB_DIR: folder,
      WANDB_SILENT: 'true',
      WANDB_CONSOLE: 'off',
      WANDB_ERROR_REPORTING: 'false',
      WANDB_X_FILE_STREAM_TRANSMIT_INTERVAL: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  await once(child, 'close');
  return JSON.parse(output);
}

await run('offline');
const online: Times[] = [];
const offline: Times[] = [];
for (let round = 0; round < ROUNDS; round++) {
  offline.push(await run('offline'));
  const before = process.cpuUsage();
  online.push(await run('online'));
  const used = process.cpuUsage(before);
  busyMs += (used.user + used.system) / 1000;
}
const median = (times: readonly Times[], of: keyof Times) =>
  quantile(
    times.map((each) => each[of]),
    0.5,
  );
for (const of of ['init', 'log', 'finish'] as const) {
  const [ours, theirs] = [median(online, of), median(offline, of)];
  console.log(`${of}: ${ours.toFixed(2)} s, offline ${theirs.toFixed(2)} s`);
}
const rate = STEPS / median(online, 'log');
console.log(`${arrived} of ${ROUNDS * STEPS} steps arrived, logged at ${rate.toFixed(0)} a second`);
console.log(`${((busyMs / arrived) * 1000).toFixed(0)} µs of this process for each step`);
server.close();
server.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
