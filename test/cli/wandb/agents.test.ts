import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { wandbService } from '../../../src/cli/wandb/wandbService.ts';
import { openStore } from '../../../src/library/store.ts';
import { runningPython } from '../../clients/wandb/wandbServer.ts';
import { installedWandb } from '../../helpers/foreign.ts';

const python = (name: string) => join(import.meta.dirname, '../../clients/wandb/python', name);

/** A service on loopback with a database of its own, gone with the test. */
async function service() {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-agents-'));
  const database = join(folder, 'runs.db');
  const { handle, close } = wandbService({ database, limits: { goneMs: 4000 } });
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const store = openStore(database);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    store.close();
    await close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { folder, store, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

type Service = Awaited<ReturnType<typeof service>>;

/** Four trials, of which the third was stopped, and nothing that is still worked on. */
async function expectOnePruned({ store }: Service): Promise<void> {
  await vi.waitFor(() => expect(store.sweeps()[0]!.state).toBe('interrupted'), 20_000);
  const [first, second, third, fourth, ...others] = store.trials('mine');
  for (const each of [first, second]) expect(each).toMatchObject({ state: 'completed', steps: 6 });
  expect(['completed', 'pruned']).toContain(fourth!.state);
  expect(third).toMatchObject({ state: 'pruned', configuration: { parameters: { lr: 0.9 } } });
  expect(third!.reasonMessage).toMatch(/^After step \d+ loss 0\.9/);
  expect(third!.steps).toBeLessThan(10);
  expect(others.filter(({ state }) => state !== 'queued')).toEqual([]);
}

const wandb = installedWandb();

describe.runIf(wandb.isHere).each(wandb.clients)(
  "W&B's client $version",
  ({ python: interpreter, version }) => {
    const pruner = version === '0.31' ? 'asha' : 'hyperband';
    it(`stops a function where ${pruner} says so, and goes on with the next trial`, {
      timeout: 120_000,
    }, async () => {
      const server = await service();
      const { status, output, errors } = await runningPython(
        interpreter,
        [python('pruned.py'), pruner],
        server,
      ).ended;
      expect(status, errors).toBe(0);
      const said = JSON.parse(output.trim().split('\n').at(-1)!);
      expect(said.begun.map(([lr]: [number]) => lr).slice(0, 3)).toEqual([0.2, 0.1, 0.9]);
      expect(said.seen).toEqual([[0.9, 'Exception', true]]);
      const last = said.begun[3][0];
      expect(said.runs).toEqual([
        [0.2, '1.0', 'finished'],
        [0.1, '1.0', 'finished'],
        [0.9, '1.0', 'killed'],
        [last, '1.0', server.store.trials('mine')[3]!.state === 'pruned' ? 'killed' : 'finished'],
      ]);
      await expectOnePruned(server);
    });
  },
);

describe.runIf(wandb.isHere).each(wandb.clients.slice(0, 1))(
  "W&B's command line $version",
  ({ python: interpreter }) => {
    it('ends a program where asha says so, and goes on with the next trial', {
      timeout: 120_000,
    }, async () => {
      const server = await service();
      writeFileSync(join(server.folder, 'sweep.yaml'), SWEEP);
      writeFileSync(join(server.folder, 'train.py'), TRAIN);
      const PATH = `${interpreter.replace(/\/[^/]+$/, '')}:${process.env.PATH}`;
      const command = (...args: string[]) =>
        runningPython(interpreter, [python('agent.py'), ...args], server, { PATH }).ended;

      const made = await command('sweep', '--project', 'lines', 'sweep.yaml');
      const id = /wandb agent (\S+)/.exec(made.errors)![1]!;
      expect((await command('agent', '--count', '4', id)).status).toBe(0);
      await expectOnePruned(server);
      const ended = readFileSync(join(server.folder, 'ended'), 'utf8').trim().split('\n');
      expect(ended).toHaveLength(3);
      expect(ended).not.toContain('0.9');
    });
  },
);

const SWEEP = `program: train.py
name: mine
method: bayes
lookahead: 0
metric: {name: loss, goal: minimize}
early_terminate: {type: asha, min_iter: 2, eta: 2}
try_first: [{lr: 0.2}, {lr: 0.1}, {lr: 0.9}]
parameters:
  lr: {min: 0.0, max: 1.0}
`;

const TRAIN = `import time
import wandb
with wandb.init() as run:
    for step in range(1200 if run.config.lr == 0.9 else 6):
        run.log({"loss": run.config.lr})
        time.sleep(0.05)
with open("ended", "a") as file:
    file.write(f"{run.config.lr}\\n")
`;
