import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { installedWandb } from '../../helpers/foreign.ts';
import { runningPython, wandbServer } from './wandbServer.ts';

const python = (name: string) => join(import.meta.dirname, 'python', name);

const wandb = installedWandb();

describe.runIf(wandb.isHere).each(wandb.clients)("W&B's client $version", ({ python: interpreter }) => {
  it('logs a script, runs a sweep with a function and reads both back', { timeout: 120_000 }, async () => {
    const server = await wandbServer();
    const { status, output, errors } = await runningPython(interpreter, [python('notebook.py')], server)
      .ended;
    expect(status, errors).toBe(0);
    const said = JSON.parse(output.trim().split('\n').at(-1)!);

    const script = (await server.tracker.trial({ project: 'script', id: 'first' }))!;
    expect(script).toMatchObject({
      name: 'nice',
      state: 'completed',
      exitCode: 0,
      parameters: { lr: 0.01, layers: [1, 2] },
      notes: 'note',
      jobType: 'train',
      metrics: { loss: 4, 'val/acc': 4, 'sub.deep': 4 },
      latest: { loss: 0.25, 'val/acc': 0.75, 'sub.deep': 3 },
      summary: { best: 0.125 },
    });
    const steps = await server.tracker.history(script.key, 0, Number.POSITIVE_INFINITY);
    expect(steps.map(({ metrics }) => metrics.loss)).toEqual([
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      0.25,
      undefined,
    ]);
    expect(steps[4]!.others).toMatchObject({ histogram: 'histogram', table: 'table-file', last: 'boolean' });

    expect(said.first).toEqual(['nice', 'finished', { lr: 0.01, layers: [1, 2] }, ['a'], 'g', 0.125]);
    expect(said.tags).toEqual(['b']);
    expect(said.files).toEqual(expect.arrayContaining(['model.bin', 'output.log', 'config.yaml']));
    expect(said.files).not.toContain('large.bin');
    const artifact = said.files.find((name: string) => /^artifacts\/weights\/.*\/model\.bin$/.test(name));
    expect(Buffer.from((await server.tracker.readFile(script.key, artifact))!)).toEqual(
      Buffer.alloc(1000, 'w'),
    );

    const [sweep] = server.sweeps.begun;
    await sweep!.done;
    const { trials } = sweep!;
    expect(trials.map(({ outcome }) => outcome!.state)).toEqual(['completed', 'completed', 'failed']);
    expect(trials[1]).toMatchObject({
      configuration: { lr: 0.1, 'model.units': 64 },
      outcome: { result: { metrics: { loss: 0.1 } } },
    });
    const curve = trials[1]!.messages.flatMap((message) =>
      message.type === 'report' ? [message.metrics.loss] : [],
    );
    expect(curve).toEqual([0.1 * 3, 0.1 * 2, 0.1]);
    expect(said.configs).toContainEqual({ lr: 0.1, model: { units: 64 } });
    expect(said.sweep).toEqual(['mine', 'FINISHED', 3]);
    expect(said.best).toEqual([{ lr: 0.1, model: { units: 64 } }, 0.1, 'finished']);
    expect(said.history).toEqual(curve.map((loss, step) => [step, loss]));
    expect(said.scanned).toEqual(curve);
    expect(said.filtered).toEqual(['failed', 'finished']);
    expect(said.refused).toContain('`parameters` is missing');
    expect(said['no sweep']).toContain('There is no sweep "nosuch" here.');
    expect(server.refusals.filter((line) => !/^40[04] POST \/graphql$/.test(line))).toEqual([]);
  });

  it('uses what earlier runs logged as artifacts', { timeout: 120_000 }, async () => {
    const server = await wandbServer();
    const { status, output, errors } = await runningPython(interpreter, [python('artifacts.py')], server)
      .ended;
    expect(status, errors).toBe(0);
    const said = JSON.parse(output.trim().split('\n').at(-1)!);
    expect(said.logged).toEqual(['v0', 'v1', 'v2']);
    expect(said.used).toEqual({
      'set:latest': ['v2', 'three', 'three', ['latest']],
      'set:v0': ['v0', 'one', 'one', []],
      'set:best': ['v1', 'two', 'two', ['best']],
      set: ['v2', 'three', 'three', ['latest']],
    });
    // A file of the fourth version was too large to be kept.
    expect(said['set:v3']).toContain('not found');
    expect(said['other:latest']).toContain('not found');
    expect(said.found).toEqual(['set:v1', 'dataset', 13, 2, 'rows']);
    expect(said['logged by']).toEqual(['set:v1']);
    expect(server.refusals).toEqual([]);
  });
});

describe.runIf(wandb.isHere).each(wandb.clients.slice(0, 1))(
  "W&B's command line $version",
  ({ python: interpreter }) => {
    it('makes a sweep and runs it by two agents, one of which is killed', { timeout: 120_000 }, async () => {
      const server = await wandbServer({ silenceMs: 2500 });
      writeFileSync(join(server.folder, 'sweep.yaml'), SWEEP);
      writeFileSync(join(server.folder, 'train.py'), TRAIN);
      const PATH = `${interpreter.replace(/\/[^/]+$/, '')}:${process.env.PATH}`;
      const command = (...args: string[]) =>
        runningPython(interpreter, [python('agent.py'), ...args], server, { PATH });

      const made = await command('sweep', '--project', 'lines', 'sweep.yaml').ended;
      expect(made.errors).toContain('wandb agent local/lines/listed0');
      const { trials, done } = server.sweeps.begun[0]!;

      const first = command('agent', 'lines/listed0');
      await vi.waitFor(() => expect(trials[0]!.messages.map(({ type }) => type)).toContain('report'), 60_000);
      const program = /^pid (\d+)$/m.exec(first.said())![1]!;
      first.kill();
      process.kill(Number(program), 'SIGKILL');
      writeFileSync(join(server.folder, 'quick'), '');

      const second = command('agent', 'lines/listed0');
      await done;
      expect((await second.ended).status).toBe(0);
      expect(trials.map(({ outcome }) => outcome?.state)).toEqual(['completed', 'completed']);
      expect(trials[0]!.messages.filter(({ type }) => type === 'started')).toHaveLength(2);
      expect(JSON.stringify(trials[0]!.messages)).toContain('fell silent: the trial begins anew');
      expect(trials[1]!.outcome).toMatchObject({ result: { metrics: { loss: 1e-7 } } });
      const starts = readFileSync(join(server.folder, 'arguments'), 'utf8').trim().split('\n');
      expect(starts.sort()).toEqual(['--lr=0.5 --name=a b', '--lr=0.5 --name=a b', '--lr=1e-07 --name=a b']);
    });
  },
);

const SWEEP = `program: train.py
method: grid
metric: {name: loss, goal: minimize}
parameters:
  lr: {values: [0.5, 1.0e-7]}
  name: {value: a b}
`;

const TRAIN = `import os, sys, time
import wandb
print("pid", os.getpid(), flush=True)
with open("arguments", "a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
run = wandb.init()
for step in range(2 if os.path.exists("quick") else 600):
    run.log({"loss": run.config.lr})
    time.sleep(0.1)
run.finish()
`;
