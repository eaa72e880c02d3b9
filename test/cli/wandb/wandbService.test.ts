import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { wandbService } from '../../../src/cli/wandb/wandbService.ts';
import type { AgentLimits } from '../../../src/executor/agents/agentExecutor.ts';
import { openStore } from '../../../src/library/store.ts';
import {
  deleteTarget,
  findTrial,
  openDatabase,
  removeExpired,
  trialFiles,
  trialOutput,
  trialResources,
  UNDO_MS,
} from '../../../src/store/index.ts';
import { uploadsDirectory } from '../../../src/workload/filesDirectory.ts';
import { filesRemover } from '../../../src/workload/filesRemover.ts';

const TOKEN = 't'.repeat(40);

/** A client of a service on that database: posts GraphQL and file streams; `close` ends the service. */
async function service(database: string, limits: Partial<AgentLimits> = {}, silenceMs = 300_000) {
  const { handle, close } = wandbService({
    database,
    token: TOKEN,
    limits: { graceMs: 200, ...limits },
    silenceMs,
  });
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (path: string, body: unknown, key = TOKEN) => {
    const authorization = `Basic ${Buffer.from(`api:${key}`).toString('base64')}`;
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };
  const ask = async (query: string, variables = {}) => (await post('/graphql', { query, variables })).json;
  const agent = async (sweep: string) =>
    (
      await ask(
        'mutation($sweep: String!) { createAgent(input: {host: "h", sweep: $sweep}) { agent { id } } }',
        { sweep },
      )
    ).data.createAgent.agent.id;
  const beat = async (id: string) =>
    JSON.parse(
      (
        await ask('mutation($id: ID!) { agentHeartbeat(input: {id: $id, runState: "{}"}) { commands } }', {
          id,
        })
      ).data.agentHeartbeat.commands,
    );
  /** Runs the trial that a command hands out, as W&B's client would. */
  const log = async (run: string, lr: number, exitcode = 0) => {
    const config = JSON.stringify({ lr: { value: lr } });
    await ask(
      'mutation($name: String, $config: JSONString) { upsertBucket(input: {name: $name, modelName: "p", config: $config}) { inserted } }',
      { name: run, config },
    );
    const content = [0, 1].map((step) => JSON.stringify({ _step: step, loss: lr / (step + 1) }));
    const files = { 'wandb-history.jsonl': { offset: 0, content } };
    return post(`/files/local/p/${run}/file_stream`, { files, complete: true, exitcode });
  };
  const train = async (
    { run_id: run, args }: { run_id: string; args: { lr: { value: number } } },
    sweep: string,
  ) => {
    await ask(
      'mutation($name: String, $sweep: String) { upsertBucket(input: {name: $name, modelName: "p", sweep: $sweep}) { inserted } }',
      { name: run, sweep },
    );
    const content = [0, 1].map((step) => JSON.stringify({ _step: step, loss: args.lr.value / (step + 1) }));
    const files = { 'wandb-history.jsonl': { offset: 0, content } };
    await post(`/files/local/p/${run}/file_stream`, { files, complete: true, exitcode: 0 });
  };
  const closed = async () => {
    server.close();
    server.closeAllConnections();
    await close();
  };
  const upload = async (run: string, name: string, content: string) => {
    const made = await ask(
      'mutation($run: String!, $files: [String!]!) { createRunFiles(input: {projectName: "p", runName: $run, files: $files}) { files { uploadUrl } } }',
      { run, files: [name] },
    );
    await fetch(made.data.createRunFiles.files[0].uploadUrl, { method: 'PUT', body: content });
  };
  const leadsTo = async (path: string) =>
    (await fetch(origin + path, { redirect: 'manual' })).headers.get('location');
  return { post, ask, agent, beat, train, log, upload, leadsTo, close: closed };
}

it("searches for W&B's agents, stores what they log, and goes on after the process ended", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const config = JSON.stringify({
    method: 'grid',
    name: 'mine',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { lr: { values: [0.4, 0.2] }, m: { parameters: { units: { value: 8 } } } },
  });
  const MAKE =
    'mutation($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id } configValidationWarnings } }';

  const first = await service(database);
  expect((await first.post('/graphql', { query: '{ viewer { id } }' }, 'other')).status).toBe(401);
  const wrong = await first.ask(MAKE, { config: '{"method": "grid", "parameters": {"lr": {"vales": [1]}}}' });
  expect(wrong.errors[0].message).toContain(':3:3: error: lr needs a value');
  const made = await first.ask(MAKE, { config });
  const sweep = made.data.upsertSweep.sweep.id;
  const agent = await first.agent(sweep);
  const [command] = await first.beat(agent);
  expect(command).toMatchObject({ type: 'run', args: { lr: { value: 0.4 }, m: { value: { units: 8 } } } });
  await first.train(command, sweep);
  await first.beat(agent);
  await first.close();

  const second = await service(database);
  onTestFinished(() => second.close());
  let next: { type: string; run_id: string; args: { lr: { value: number } } }[] = [];
  await vi.waitFor(async () => {
    next = await second.beat(agent);
    expect(next).toHaveLength(1);
  });
  expect(next[0]!.args.lr.value).toBe(0.2);
  const FOUND =
    'query($sweep: String!) { project(name: "p") { sweep(sweepName: $sweep) { state runs { edges { node { name sweepName summaryMetrics } } } } } }';
  const found = (await second.ask(FOUND, { sweep })).data.project.sweep;
  expect(found).toMatchObject({
    state: 'RUNNING',
    runs: { edges: [{ node: { name: command.run_id, sweepName: sweep } }] },
  });
  expect(await second.leadsTo(`/local/p/sweeps/${sweep}`)).toBe('/sweeps/1');
  expect(await second.leadsTo(`/local/p/runs/${command.run_id}`)).toBe('/sweeps/1/trials/1');
  await second.train(next[0]!, sweep);
  await vi.waitFor(async () => expect(await second.beat(agent)).toEqual([{ type: 'exit' }]));

  const store = openStore(database);
  onTestFinished(() => store.close());
  expect(store.sweep('mine')).toMatchObject({ state: 'completed', metric: 'loss', goal: 'minimize' });
  const trials = store.trials('mine');
  expect(trials.map(({ state, metrics }) => [state, metrics.loss])).toEqual([
    ['completed', 0.2],
    ['completed', 0.1],
  ]);
  expect(store.history(trials[0]!.trialId).map((row) => JSON.stringify(row))).toHaveLength(2);
  expect(store.leaderboard('mine').map(({ mean }) => mean)).toEqual([0.1, 0.2]);
});

it('stores runs without a sweep by project, equal ones as replicates', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const first = await service(database);
  await Promise.all([first.log('a', 0.5), first.log('b', 0.5), first.log('c', 0.1, 3)]);
  await first.close();
  const second = await service(database);
  const READ =
    '{ project(name: "p") { runs(order: "-summary_metrics.loss") { edges { node { name state exitcode config summaryMetrics history } } } } }';
  const { edges } = (await second.ask(READ)).data.project.runs;
  expect(edges.map(({ node }: { node: { name: string; state: string } }) => [node.name, node.state])).toEqual(
    [
      [expect.stringMatching(/a|b/), 'finished'],
      [expect.stringMatching(/a|b/), 'finished'],
      ['c', 'failed'],
    ],
  );
  const { node } = edges[2];
  expect(node).toMatchObject({ exitcode: 3, config: '{"lr":{"value":0.1}}' });
  expect(JSON.parse(node.summaryMetrics)).toMatchObject({ loss: 0.05, _step: 1 });
  expect(node.history.map((line: string) => JSON.parse(line).loss)).toEqual([0.1, 0.05]);
  expect(await second.leadsTo('/local/p/runs/c')).toMatch(/^\/sweeps\/1\/trials\/[123]$/);
  expect(await second.leadsTo('/local/p/runs/unknown%zz')).toBe('/');
  await second.log('d', 0.5);
  await second.close();
  const store = openStore(database);
  onTestFinished(() => store.close());
  const trials = store.trials('p');
  expect(trials.map(({ state, metrics }) => [state, metrics.loss])).toEqual([
    ['completed', 0.25],
    ['completed', 0.25],
    ['failed', 0.05],
    ['completed', 0.25],
  ]);
  expect(store.sweep('p')).toMatchObject({ metric: 'loss', goal: 'minimize', state: 'completed' });
  expect(store.leaderboard('p')[0]).toMatchObject({ rank: 1, mean: 0.25, replicates: 3 });
});

it('plans no more of an open-ended search than agents may ask for', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database);
  const config = JSON.stringify({
    method: 'random',
    name: 'open',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { lr: { min: 0.1, max: 1.5 } },
  });
  const made = await client.ask(
    'mutation($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id } } }',
    { config },
  );
  const agent = await client.agent(made.data.upsertSweep.sweep.id);
  for (let trial = 1; trial <= 3; trial++) {
    let orders: { run_id: string; args: { lr: { value: number } } }[] = [];
    await vi.waitFor(async () => {
      orders = await client.beat(agent);
      expect(orders).toHaveLength(1);
    });
    await client.train(orders[0]! as Parameters<typeof client.train>[0], made.data.upsertSweep.sweep.id);
  }
  await client.close();
  const store = openStore(database);
  onTestFinished(() => store.close());
  expect(store.trials('open').filter(({ state }) => state === 'completed')).toHaveLength(3);
  expect(store.trials('open').length).toBeLessThanOrEqual(4);
});

it("keeps with its trial what a run takes and saves, but not the client's own files", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database);
  await client.ask('mutation { upsertBucket(input: {name: "r", modelName: "p"}) { inserted } }');
  await client.upload('r', 'wandb-metadata.json', '{"cpu_count": 2, "cpu_count_logical": 4}');
  await client.upload('r', 'media/table.json', '{"columns": ["x"]}');
  await client.upload('r', 'media/large.bin', 'x'.repeat(9 * 2 ** 20));
  const used = { _runtime: 2.5, 'system.cpu': 30, 'system.proc.memory.rssMB': 64, 'system.gpu.0.gpu': 70 };
  const events = { offset: 0, content: [JSON.stringify(used)] };
  for (const complete of [false, true])
    await client.post('/files/local/p/r/file_stream', { files: { 'wandb-events.jsonl': events }, complete });
  await client.close();
  const db = openDatabase(database, { readonly: true });
  onTestFinished(() => db.close());
  const { trialId } = findTrial(db, 'p/1');
  expect(trialFiles(db, trialId)).toContainEqual({ path: 'media/table.json', bytes: 18 });
  expect(trialFiles(db, trialId).map(({ path }) => path)).toEqual(['media/table.json', 'wandb-run.json']);
  const use = {
    elapsedMs: 2500,
    cpuPercent: 120,
    memoryBytes: 2 ** 26,
    gpuPercent: 70,
    gpuMemoryBytes: null,
  };
  expect(trialResources(db, trialId)).toEqual([use]);
  expect(trialOutput(db, trialId)[0]!.text).toContain('media/large.bin is kept, but not shown');
});

it('takes the uploads of a run along with the last trial that is deleted of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database);
  for (const run of ['gone', 'kept', 'both']) {
    await client.log(run, 0.5);
    await client.upload(run, 'media/model.bin', run);
  }
  // It goes on under its id, as another trial.
  for (const run of ['gone', 'both']) {
    await client.ask(
      `mutation { upsertBucket(input: {name: "${run}", modelName: "p", host: "h"}) { inserted } }`,
    );
    await client.log(run, 0.25);
  }
  await client.close();
  const db = openDatabase(database);
  onTestFinished(() => db.close());
  const uploads = () => readdirSync(join(uploadsDirectory(database), 'p')).sort();
  for (const [trial, left] of [
    [1, ['both', 'gone', 'kept']],
    [4, ['both', 'kept']],
  ] as const) {
    deleteTarget(db, { sweepId: 1, trial });
    removeExpired(db, Date.now() + 2 * UNDO_MS, filesRemover(database));
    expect(uploads()).toEqual(left);
  }
  deleteTarget(db, { sweepId: 1 });
  removeExpired(db, Date.now() + 2 * UNDO_MS, filesRemover(database));
  expect(existsSync(join(uploadsDirectory(database), 'p'))).toBe(false);
});

it('interrupts a search that all agents have left, and goes on with it for a later one', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database, { goneMs: 1000, silenceMs: 3000 });
  onTestFinished(() => client.close());
  const config = JSON.stringify({
    method: 'bayes',
    name: 'mine',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { lr: { min: 0.1, max: 1.5 } },
  });
  const made = await client.ask(
    'mutation($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id } } }',
    { config },
  );
  const sweep = made.data.upsertSweep.sweep.id;
  const store = openStore(database);
  onTestFinished(() => store.close());
  const info = () => store.sweeps()[0]!;
  const states = () => store.trials('mine').map(({ state }) => state);
  const told = async () =>
    (
      await client.ask(
        'query($sweep: String!) { project(name: "p") { sweep(sweepName: $sweep) { state } } }',
        {
          sweep,
        },
      )
    ).data.project.sweep.state;

  const order = (agent: string) =>
    vi.waitFor(async () => {
      const [found] = await client.beat(agent);
      expect(found).toMatchObject({ type: 'run' });
      return found;
    }, 10_000);

  const agent = await client.agent(sweep);
  await client.train(await order(agent), sweep);
  await vi.waitFor(() => expect(states()[0]).toBe('completed'));
  // It takes one more order, and leaves.
  await order(agent);
  expect(info().state).toBe('running');
  await vi.waitFor(() => expect(info().state).toBe('interrupted'), 10_000);
  expect(states().filter((state) => state === 'completed')).toHaveLength(1);
  expect(new Set(states().slice(1))).toEqual(new Set(['queued']));
  expect(await told()).toBe('RUNNING');

  const later = await client.agent(sweep);
  for (const _ of [1, 2]) await client.train(await order(later), sweep);
  await vi.waitFor(() => expect(states().filter((state) => state === 'completed')).toHaveLength(3));
  expect(
    store
      .trials('mine')
      .slice(0, 3)
      .map(({ number }) => number),
  ).toEqual([1, 2, 3]);
  await vi.waitFor(() => expect(info().state).toBe('interrupted'), 10_000);
  // The agent that had left is known, too.
  await order(agent);
});

it('begins the trial of a lost agent anew, and takes nothing more of the lost one', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database, { silenceMs: 300 });
  const config = JSON.stringify({
    method: 'grid',
    name: 'mine',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { lr: { values: [0.5] } },
  });
  const made = await client.ask(
    'mutation($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id } } }',
    { config },
  );
  const sweep = made.data.upsertSweep.sweep.id;
  const [lost] = await client.beat(await client.agent(sweep));
  const begin =
    'mutation($name: String, $sweep: String) { upsertBucket(input: {name: $name, modelName: "p", sweep: $sweep}) { inserted } }';
  await client.ask(begin, { name: lost.run_id, sweep });
  const rows = (offset: number, step: number) => ({
    files: { 'wandb-history.jsonl': { offset, content: [JSON.stringify({ _step: step, loss: 9 })] } },
  });
  await client.post(`/files/local/p/${lost.run_id}/file_stream`, rows(0, 7));
  const other = await client.agent(sweep);
  let next: { run_id: string; args: { lr: { value: number } } }[] = [];
  await vi.waitFor(async () => {
    next = await client.beat(other);
    expect(next).toHaveLength(1);
  }, 10_000);
  const late = await client.post(`/files/local/p/${lost.run_id}/file_stream`, rows(1, 8));
  expect(late.json).toMatchObject({ stopped: true });
  await client.train(next[0]!, sweep);
  await vi.waitFor(async () => expect(await client.beat(other)).toEqual([{ type: 'exit' }]));
  await client.close();
  const store = openStore(database);
  onTestFinished(() => store.close());
  const [trial] = store.trials('mine');
  expect(trial).toMatchObject({ state: 'completed', metrics: { loss: 0.25 }, steps: 2 });
  const history = [];
  for await (const { step } of store.history(trial!.trialId)) history.push(step);
  expect(history).toEqual([0, 1]);
});

it('ends a run that fell silent as failed, and has all of its steps once it is back', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database, {}, 200);
  await client.ask('mutation { upsertBucket(input: {name: "r", modelName: "p"}) { inserted } }');
  const step = (offset: number) => ({
    files: { 'wandb-history.jsonl': { offset, content: [`{"_step": ${offset}, "loss": ${3 - offset}}`] } },
  });
  await client.post('/files/local/p/r/file_stream', step(0));
  const store = openStore(database);
  onTestFinished(() => store.close());
  await vi.waitFor(() => expect(store.trials('p')[0]).toMatchObject({ state: 'failed' }), 10_000);
  expect(store.trials('p')[0]!.reasonMessage).toContain('Nothing was heard of the run');
  await client.post('/files/local/p/r/file_stream', { ...step(1), complete: true, exitcode: 0 });
  await client.close();
  expect(store.trials('p')).toMatchObject([{ state: 'completed', steps: 2, metrics: { loss: 2 } }]);
});

it('completes a project whose runs have ended, and goes on with it for the next run', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const client = await service(database, { goneMs: 100 });
  const store = openStore(database);
  onTestFinished(() => store.close());
  for (const runs of [1, 2]) {
    await client.log(`r${runs}`, runs / 10);
    await vi.waitFor(() => expect(store.sweeps()).toMatchObject([{ state: 'completed' }]), 10_000);
    expect(store.trials('p')).toHaveLength(runs);
  }
  await client.close();
});

it('ends a sweep that a client stops for good: agents leave it, also after a restart', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'runs.db');
  const first = await service(database);
  const config = JSON.stringify({
    method: 'random',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { lr: { min: 0.1, max: 1.5 } },
  });
  const made = await first.ask(
    'mutation($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id } } }',
    { config },
  );
  const sweep = made.data.upsertSweep.sweep.id;
  const agent = await first.agent(sweep);
  const stop =
    'mutation($sweep: ID) { upsertSweep(input: {id: $sweep, state: "CANCELED"}) { sweep { state } } }';
  expect((await first.ask(stop, { sweep })).data.upsertSweep.sweep.state).toBe('CANCELED');
  await vi.waitFor(async () => expect(await first.beat(agent)).toEqual([{ type: 'exit' }]));
  await first.close();
  const second = await service(database);
  onTestFinished(() => second.close());
  for (const each of [agent, await second.agent(sweep)])
    expect(await second.beat(each)).toEqual([{ type: 'exit' }]);
});
