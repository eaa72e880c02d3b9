import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { API_KEY, type WandbServer, wandbServer } from './wandbServer.ts';

const AUTHORIZATION = `Basic ${Buffer.from(`api:${API_KEY}`).toString('base64')}`;

async function post(server: WandbServer, path: string, body: string | Buffer, headers = {}) {
  const all = { authorization: AUTHORIZATION, 'content-type': 'application/json', ...headers };
  const response = await fetch(`${server.origin}${path}`, {
    method: 'POST',
    headers: all,
    body: body as string,
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith('{') ? JSON.parse(text) : text };
}

function ask(server: WandbServer, query: string, variables = {}) {
  return post(server, '/graphql', JSON.stringify({ query, variables }));
}

const BEGIN = `mutation B($name: String, $sweep: String, $host: String, $config: JSONString) {
  upsertBucket(input: {name: $name, modelName: "p", sweep: $sweep, host: $host, config: $config}) {
    bucket { id name config historyLineCount } inserted } }`;

const stream = (server: WandbServer, run: string, body: unknown) =>
  post(server, `/files/local/p/${run}/file_stream`, typeof body === 'string' ? body : JSON.stringify(body));

const history = (offset: number, ...rows: string[]) => ({
  files: { 'wandb-history.jsonl': { offset, content: rows } },
});

const KEY = { project: 'p', id: 'r' };

describe("W&B's protocol", () => {
  it('takes a delivery that is repeated, or overlaps, once', async () => {
    const server = await wandbServer();
    await ask(server, BEGIN, { name: 'r', config: '{"lr": {"value": 1e-7}, "_wandb": {"value": {}}}' });
    const rows = [0, 1, 2].map((step) => `{"_step":${step},"loss":${step}}`);
    for (const body of [history(0, ...rows.slice(0, 2)), history(0, ...rows), history(1, ...rows.slice(1))])
      expect(await stream(server, 'r', body)).toEqual({ status: 200, json: { exitcode: null, limits: {} } });
    await stream(server, 'r', { complete: true, exitcode: 0 });
    await stream(server, 'r', { ...history(2, rows[2]!), complete: true, exitcode: 1 });
    const trial = (await server.tracker.trial(KEY))!;
    expect(trial).toMatchObject({
      state: 'completed',
      historyLines: 3,
      parameters: { lr: 1e-7 },
      metrics: { loss: 3 },
    });
    const again = await ask(server, BEGIN, { name: 'r' });
    expect(again.json.data.upsertBucket).toMatchObject({ bucket: { historyLineCount: 3 }, inserted: false });
  });

  it('begins a run anew under its id, or goes on with it, as the offset of its lines says', async () => {
    const server = await wandbServer();
    const steps = async () => (await server.tracker.history(KEY, 0, 100)).map(({ step }) => step);
    await ask(server, BEGIN, { name: 'r', host: 'a' });
    await stream(server, 'r', {
      ...history(0, '{"_step":0,"a":1}', '{"_step":1,"a":1}'),
      complete: true,
      exitcode: 1,
    });
    await ask(server, BEGIN, { name: 'r', host: 'a' });
    await stream(server, 'r', { ...history(2, '{"_step":2,"a":1}'), complete: true, exitcode: 0 });
    expect(await steps()).toEqual([0, 1, 2]);
    await ask(server, BEGIN, { name: 'r', host: 'a' });
    await stream(server, 'r', history(0, '{"_step":0,"a":2}'));
    expect(await steps()).toEqual([0]);
    expect(await server.tracker.trial(KEY)).toMatchObject({ state: 'running', latest: { a: 2 } });
  });

  it("reads Python's numbers, names of any kind and what is no number", async () => {
    const server = await wandbServer();
    await ask(server, BEGIN, { name: 'r' });
    const row =
      '{"_step":7,"_runtime":1.5,"a":NaN,"b":"-Infinity","c":Infinity,"d":"NaN \\"x\\" NaN","__proto__":3,"e":{"f":{"g":1}},"h":{"_type":"image-file"},"i":[1],"j":true,"k":null}';
    expect((await stream(server, 'r', history(0, row))).status).toBe(200);
    const [step] = await server.tracker.history(KEY, 0, 100);
    expect(step).toMatchObject({ step: 7, runtimeMs: 1500 });
    expect(Object.entries(step!.metrics)).toEqual([
      ['a', Number.NaN],
      ['b', Number.NEGATIVE_INFINITY],
      ['c', Number.POSITIVE_INFINITY],
      ['__proto__', 3],
      ['e.f.g', 1],
    ]);
    expect(step!.others).toEqual({ d: 'string', h: 'image-file', i: 'object', j: 'boolean' });
    const read = await ask(server, '{ project(name: "p") { run(name: "r") { history summaryMetrics } } }');
    expect(JSON.parse(read.json.data.project.run.history[0])).toMatchObject({
      _step: 7,
      a: 'NaN',
      c: 'Infinity',
    });
  });

  it('never answers a mistake with a 500, and changes nothing for it', async () => {
    const server = await wandbServer();
    await ask(server, BEGIN, { name: 'r' });
    const bomb = gzipSync(Buffer.alloc(2 ** 27));
    const statuses = await Promise.all([
      post(server, '/graphql', 'no json'),
      post(server, '/graphql', '[]'),
      post(server, '/graphql', '{"query": "{"}'),
      post(server, '/graphql', bomb, { 'content-encoding': 'gzip' }),
      post(server, '/graphql', 'not gzip', { 'content-encoding': 'gzip' }),
      post(server, '/graphql', 'x', { 'content-encoding': 'br' }),
      ask(server, BEGIN, { name: '../x' }),
      ask(server, BEGIN, { name: 'x'.repeat(200) }),
      ask(server, BEGIN, { name: 'r', config: '{' }),
      ask(server, 'mutation { deleteRun(input: {id: "x"}) { success } }'),
      ask(server, 'mutation { agentHeartbeat(input: {id: "nosuch:1"}) { commands } }'),
      ask(server, 'mutation { createAgent(input: {host: "h", sweep: "nosuch"}) { agent { id } } }'),
      ask(server, 'mutation { commitArtifact(input: {artifactID: "x"}) { artifact { id } } }'),
      stream(server, 'nosuch', {}),
      stream(server, 'r', '7'),
      stream(server, 'r', history(-1, '{}')),
      stream(server, 'r', history(0, '{"loss": 1}')),
      stream(server, 'r', history(0, '{"_step": 0, "loss": 1}', '{"_step": 0.5}')),
      stream(server, 'r%', {}),
      fetch(`${server.origin}/wandb-files/guessed`, { method: 'PUT', body: 'x' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([
      400, 400, 400, 413, 400, 400, 400, 400, 400, 400, 404, 404, 404, 404, 400, 400, 400, 400, 400, 404,
    ]);
    expect(await server.tracker.trials('p')).toHaveLength(1);
    expect(await server.tracker.history(KEY, 0, 100)).toEqual([]);
  });

  it('takes the key as HTTP basic, and nothing from pages of other sites', async () => {
    const server = await wandbServer();
    const query = JSON.stringify({ query: '{ viewer { entity } }' });
    const wrong = `Basic ${Buffer.from('api:other').toString('base64')}`;
    expect((await post(server, '/graphql', query, { authorization: wrong })).status).toBe(401);
    expect((await post(server, '/graphql', query, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await post(server, '/graphql', query)).json).toEqual({ data: { viewer: { entity: 'local' } } });
  });

  it('keeps files within the limits and its folder, and says once what it does not keep', async () => {
    const server = await wandbServer();
    await ask(server, BEGIN, { name: 'r' });
    const query = `mutation F($files: [String!]!) { createRunFiles(input: {projectName: "p", runName: "r", files: $files}) { files { name uploadUrl } } }`;
    const names = [
      'media/a b.png',
      'big',
      'bigger',
      '../out',
      ...Array.from({ length: 20 }, (_, n) => `f${n}`),
    ];
    const { json } = await ask(server, query, { files: names });
    const put = ({ uploadUrl }: { uploadUrl: string }, bytes: number) =>
      fetch(uploadUrl, { method: 'PUT', body: Buffer.alloc(bytes, 1) }).then(({ status }) => status);
    const [small, big, bigger, out, ...others] = json.data.createRunFiles.files;
    expect(await put(small, 10)).toBe(200);
    expect(await put(small, 20)).toBe(200);
    expect([await put(big, 200_000), await put(bigger, 200_000), await put(out, 1)]).toEqual([200, 200, 400]);
    for (const each of others) await put(each, 0);
    const kept = await server.tracker.files(KEY);
    expect(kept).toHaveLength(20);
    expect(kept.find(({ name }) => name === 'media/a b.png')).toMatchObject({ bytes: 20 });
    const url = (
      await ask(
        server,
        '{ project(name: "p") { run(name: "r") { files(names: ["media/a b.png"]) { edges { node { directUrl } } } } } }',
      )
    ).json;
    const [{ node }] = url.data.project.run.files.edges;
    expect((await (await fetch(node.directUrl)).arrayBuffer()).byteLength).toBe(20);
  });

  it('filters and sorts runs as wandb.Api() asks, and pages through them', async () => {
    const server = await wandbServer();
    for (let run = 0; run < 5; run++) {
      await ask(server, BEGIN, {
        name: `r${run}`,
        config: JSON.stringify({ lr: { value: run }, a: { value: { b: run } } }),
      });
      await stream(server, `r${run}`, {
        ...history(0, `{"_step":0,"loss":${10 - run}}`),
        complete: true,
        exitcode: run % 2,
      });
    }
    const names = async (filters: unknown, order = '+created_at', more = {}) => {
      const query = `query R($filters: JSONString, $order: String, $first: Int, $after: String) {
        project(name: "p") { runCount(filters: $filters)
          runs(filters: $filters, order: $order, first: $first, after: $after) { edges { node { name } } pageInfo { endCursor hasNextPage } } } }`;
      const { json } = await ask(server, query, { filters: JSON.stringify(filters), order, ...more });
      const { runCount, runs } = json.data.project;
      return {
        runCount,
        names: runs.edges.map((edge: { node: { name: string } }) => edge.node.name).join(),
        ...runs.pageInfo,
      };
    };
    expect(await names({})).toMatchObject({ runCount: 5, names: 'r0,r1,r2,r3,r4', hasNextPage: false });
    expect(await names({}, '+summary_metrics.loss')).toMatchObject({ names: 'r4,r3,r2,r1,r0' });
    expect(await names({ state: 'failed' }, '-config.lr.value')).toMatchObject({
      runCount: 2,
      names: 'r3,r1',
    });
    const both = {
      $and: [
        { 'config.a.b': { $gte: 1, $lt: 4 } },
        { $or: [{ name: 'r1' }, { 'summary_metrics.loss': { $in: [7] } }] },
      ],
    };
    expect(await names(both)).toMatchObject({ names: 'r1,r3' });
    const first = await names({}, '+created_at', { first: 2 });
    expect(first).toMatchObject({ names: 'r0,r1', hasNextPage: true });
    expect(await names({}, '+created_at', { first: 2, after: first.endCursor })).toMatchObject({
      names: 'r2,r3',
    });
    expect(
      (await ask(server, '{ project(name: "p") { runCount(filters: "{\\"a\\": {\\"$regex\\": 1}}") } }'))
        .status,
    ).toBe(400);
  });

  it('drives agents: work, stop, exit, and a sweep that is cancelled', async () => {
    const server = await wandbServer();
    const config =
      'method: grid\nprogram: t.py\nparameters: {a.b: {values: [1, 2, 3]}}\nearly_terminate: {type: hyperband}\n';
    const made = await ask(
      server,
      `mutation S($config: String) { upsertSweep(input: {projectName: "p", config: $config}) { sweep { id name } configValidationWarnings } }`,
      { config },
    );
    const { sweep, configValidationWarnings } = made.json.data.upsertSweep;
    expect(configValidationWarnings).toEqual(['early_terminate: every trial runs to its end.']);
    const agent = async () =>
      (
        await ask(
          server,
          `mutation { createAgent(input: {host: "h", sweep: "${sweep.id}"}) { agent { id } } }`,
        )
      ).json.data.createAgent.agent.id;
    const beat = async (id: string, runs: string[]) => {
      const runState = JSON.stringify(Object.fromEntries(runs.map((run) => [run, true])));
      const query =
        'mutation H($id: ID!, $runState: JSONString) { agentHeartbeat(input: {id: $id, runState: $runState}) { commands } }';
      return JSON.parse((await ask(server, query, { id, runState })).json.data.agentHeartbeat.commands);
    };
    const [a, b] = [await agent(), await agent()];
    const [one] = await beat(a, []);
    expect(one).toMatchObject({ type: 'run', program: 't.py', args: { a: { value: { b: 1 } } } });
    const [two] = await beat(b, []);
    expect(await beat(a, [one.run_id])).toEqual([]);
    await ask(server, BEGIN, { name: one.run_id, sweep: sweep.id });
    await stream(server, one.run_id, { ...history(0, '{"_step":0,"loss":1}'), complete: true, exitcode: 0 });
    await ask(
      server,
      `mutation { upsertSweep(input: {id: "${sweep.id}", state: "CANCELED"}) { sweep { state } } }`,
    );
    await ask(server, BEGIN, { name: two.run_id, sweep: sweep.id });
    expect((await stream(server, two.run_id, history(0, '{"_step":0,"loss":1}'))).json).toMatchObject({
      stopped: true,
    });
    expect(await beat(b, [two.run_id])).toEqual([{ type: 'stop', run_id: two.run_id }]);
    await stream(server, two.run_id, { complete: true, exitcode: 255 });
    expect(await beat(a, [])).toEqual([{ type: 'exit' }]);
    await server.sweeps.begun[0]!.done;
    expect(server.sweeps.begun[0]!.trials.map(({ outcome }) => outcome!.state)).toEqual([
      'completed',
      'stopped',
      'stopped',
    ]);
    expect((await server.tracker.trial({ project: 'p', id: two.run_id }))!.state).toBe('cancelled');
    expect(await beat(a.replace(/:.*/, ':00000000000000ff'), [])).toEqual([{ type: 'exit' }]);
  });
});
