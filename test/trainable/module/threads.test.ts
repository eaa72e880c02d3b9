import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { moduleJob, submit, threads } from './fixture.ts';

it('reports what a generator yields, and keeps the latest value of each metric', async () => {
  const { executor } = threads(`
    export async function* train({ parameters, seed, trial }) {
      yield { loss: parameters.lr * 10, seed, trial };
      yield { loss: Number.NaN, best: -Infinity };
      yield;
      yield { step: 7, loss: 0.5 };
      return { final: 1n };
    }`);
  const { outcome, reports, messages } = await submit(executor, moduleJob(3, { lr: 0.1 }));
  expect(messages[0]).toEqual({ type: 'started', trial: 3, worker: 0 });
  expect(reports).toEqual([
    { step: 1, loss: 1, seed: 7, trial: 3 },
    { step: 2, loss: Number.NaN, best: -Infinity },
    { step: 7, loss: 0.5 },
    { step: 8, final: 1 },
  ]);
  expect(outcome).toMatchObject({
    state: 'completed',
    result: { metrics: { loss: 0.5, seed: 7, trial: 3, best: -Infinity, final: 1 } },
  });
});

it('takes functions that report, plain generators and default exports', async () => {
  const reporting = threads(`
    export default async ({ report }) => {
      report({ loss: 2 });
      await report({ loss: 1 }, 10);
      return { loss: 0 };
    };`);
  expect((await submit(reporting.executor, moduleJob(1))).reports).toEqual([
    { step: 1, loss: 2 },
    { step: 10, loss: 1 },
    { step: 11, loss: 0 },
  ]);
  const plain = threads('exports.train = function* () { yield { loss: 1 }; };', { file: 'train.cjs' });
  expect((await submit(plain.executor, moduleJob(1))).reports).toEqual([{ step: 1, loss: 1 }]);
});

it('keeps a folder for each trial between its attempts, made when it is asked for', async () => {
  const { executor, filesDirectory } = threads(`
    import { existsSync, writeFileSync } from 'node:fs';
    export async function* train(context) {
      if (context.parameters.quiet) return { found: 0 };
      const file = context.directory + '/checkpoint';
      yield { found: existsSync(file) ? 1 : 0 };
      writeFileSync(file, '');
    }`);
  const quiet = await submit(executor, moduleJob(1, { quiet: true }));
  expect(quiet.outcome.state).toBe('completed');
  expect(existsSync(filesDirectory)).toBe(false);
  expect((await submit(executor, moduleJob(2))).reports).toEqual([{ step: 1, found: 0 }]);
  expect((await submit(executor, { ...moduleJob(2), attempt: 2 })).reports).toEqual([{ step: 1, found: 1 }]);
  expect(existsSync(join(filesDirectory, '4', '2', 'checkpoint'))).toBe(true);
});

it('tells what a module prints as output, in order, and prints none of it', async () => {
  const { executor } = threads(`
    console.log('loading');
    export async function* train({ trial }) {
      console.log('trial', trial);
      yield { loss: 1 };
      console.error('odd');
      process.stdout.write(new TextEncoder().encode('no end of line'));
    }`);
  const { messages } = await submit(executor, moduleJob(1));
  expect(
    messages.map((message) => ('text' in message ? [message.stream, message.text] : message.type)),
  ).toEqual([
    'started',
    ['stdout', 'loading\ntrial 1\n'],
    'report',
    ['stderr', 'odd\n'],
    ['stdout', 'no end of line'],
  ]);
  expect((await submit(executor, moduleJob(2))).output).toContain('trial 2\nodd\n');
});

it('fails a trial that reports what is no metric, says what it was, and runs the next one', async () => {
  const { executor } = threads(`
    export async function* train({ parameters: { wrong }, report }) {
      yield { loss: 1 };
      if (wrong === 'text') yield { accuracy: '0.9' };
      if (wrong === 'no name') yield 0.9;
      if (wrong === 'tensor') yield { loss: { dataSync() {} } };
      if (wrong === 'step') yield { step: 1.5, loss: 1 };
      if (wrong === 'empty name') yield { '': 1 };
      if (wrong === 'call') report({ loss: null });
    }`);
  const messageOf = async (wrong: string) => {
    const { outcome, reports } = await submit(executor, moduleJob(1, { wrong }));
    expect(reports).toEqual([{ step: 1, loss: 1 }]);
    return outcome.state === 'failed' ? outcome.error.message : outcome.state;
  };
  expect(await messageOf('text')).toBe(
    'The trainer reported accuracy: "0.9" (string), but a metric is a number.',
  );
  expect(await messageOf('no name')).toBe('The trainer reported 0.9, but metrics have names.');
  expect(await messageOf('tensor')).toBe('The trainer reported loss: an object, but a metric is a number.');
  expect(await messageOf('step')).toBe(
    'The trainer reported the step 1.5, but steps are whole numbers from 0.',
  );
  expect(await messageOf('empty name')).toBe('The trainer reported a metric without a name.');
  expect(await messageOf('call')).toBe('The trainer reported loss: null, but a metric is a number.');
  expect(await messageOf('nothing')).toBe('completed');
});

it('says of an error what it is and where in the code of the trainer, with the stack in the output', async () => {
  const { executor } = threads(`export async function* train() {
  yield { loss: 1 };
  const missing: { deep?: { value: number } } = {};
  yield { loss: missing.deep!.value };
}`);
  const { outcome, output } = await submit(executor, moduleJob(1));
  expect(outcome).toMatchObject({
    state: 'failed',
    error: { message: expect.stringMatching(/^TypeError: Cannot read .*value.*\(train\.ts:4:\d+\)$/) },
  });
  expect(output).toContain('train.ts:4');
});

it.each([
  ['leaves a rejection without await', 'void Promise.reject(new Error("lost")); await wait()', /lost/],
  ['throws in a timer', 'setTimeout(() => { throw new Error("late"); }, 1); await wait()', /late/],
  ['exits', 'process.exit(3)', /called process\.exit\(3\)/],
  ['exits in a timer', 'setTimeout(() => process.exit(), 1); await wait()', /called process\.exit\(\)/],
  ['throws no error', 'throw "a word"', /threw a word/],
])('fails a trial that %s, and runs the next one', async (_, wrong, message) => {
  const { executor } = threads(`
    const wait = () => new Promise((resolve) => setTimeout(resolve, 30_000));
    export async function* train({ parameters }) {
      console.log('before');
      yield { loss: 1 };
      if (parameters.wrong) { ${wrong}; }
    }`);
  const { outcome, output, reports } = await submit(executor, moduleJob(1, { wrong: true }));
  expect(outcome).toMatchObject({ state: 'failed', error: { message: expect.stringMatching(message) } });
  expect(reports).toEqual([{ step: 1, loss: 1 }]);
  expect(output).toContain('before');
  expect((await submit(executor, moduleJob(2))).outcome.state).toBe('completed');
});

it.each([
  ['throws', 'throw new Error("no data here")', /cannot be loaded: no data here \(train\.ts:1:\d+\)/],
  ['imports what is not there', 'import "./absent.ts"', /cannot be loaded: .*absent/],
  ['exports something else', 'export const trainer = 1', /exports no function called train, but trainer\./],
])('runs nothing with a module that %s', async (_, text, message) => {
  const { executor } = threads(text);
  const error = { code: 'trainer_invalid', message: expect.stringMatching(message) };
  await expect(executor.ready(new AbortController().signal)).rejects.toMatchObject(error);
  const { outcome } = await submit(executor, moduleJob(1));
  expect(outcome).toMatchObject({ state: 'unavailable', error });
});

it('gives a trial of a module that does not parse to each thread before it says so', async () => {
  const { executor } = threads('export const = 1', { slots: 2 });
  const { outcome } = await submit(executor, moduleJob(1));
  expect(outcome).toMatchObject({ state: 'unavailable', error: { code: 'trainer_invalid' } });
});

it('gives up loading a module that never ends to when it is asked to stop', async () => {
  const { executor } = threads('await new Promise(() => setInterval(() => {}, 1000));', {
    file: 'train.mts',
  });
  const error = { code: 'interrupted', message: expect.stringContaining('nothing was run') };
  await expect(executor.ready(AbortSignal.timeout(300))).rejects.toMatchObject(error);
});

it('tells a trainer that waits when it is to stop, and counts nothing of it afterwards', async () => {
  const { executor, folder } = threads(`
    import { writeFileSync } from 'node:fs';
    import { setTimeout } from 'node:timers/promises';
    export async function* train({ signal, report, parameters }) {
      try {
        yield { loss: 1 };
        await setTimeout(60_000, undefined, { signal });
      } finally {
        report({ loss: 2 });
        writeFileSync(parameters.file, 'tidied up');
        yield { loss: 3 };
      }
    }`);
  const file = join(folder, 'end');
  const { outcome, reports } = await submit(executor, moduleJob(1, { file }), ({ type }) => {
    if (type === 'report') executor.stopTrial(1);
  });
  expect(outcome).toEqual({ state: 'stopped' });
  expect(reports).toEqual([{ step: 1, loss: 1 }]);
  expect(readFileSync(file, 'utf8')).toBe('tidied up');
});

it('ends the thread of a trial that does not stop, after a grace period, and runs the next one', async () => {
  const { executor } = threads(
    `export async function* train({ parameters }) {
      yield { loss: 1 };
      while (parameters.stuck);
    }`,
    { graceMs: 50 },
  );
  const { outcome, reports } = await submit(executor, moduleJob(1, { stuck: true }), ({ type }) => {
    if (type === 'report') executor.stopTrial(1);
  });
  expect(outcome).toEqual({ state: 'stopped' });
  expect(reports).toEqual([{ step: 1, loss: 1 }]);
  expect((await submit(executor, moduleJob(2))).outcome.state).toBe('completed');
});

it('holds a trainer back whose reports are not taken as fast as they come', async () => {
  const { executor } = threads(`
    import { setImmediate } from 'node:timers/promises';
    export async function* train() {
      for (let loss = 1; loss <= 20_000; loss++) {
        if (loss % 100 === 0) await setImmediate();
        yield { loss };
      }
    }`);
  let most = 0;
  let taken = 0;
  const { reports } = await submit(executor, moduleJob(1), async (message) => {
    if (message.type !== 'report') return;
    most = Math.max(most, message.step - taken);
    await new Promise((resolve) => setImmediate(resolve));
    taken++;
  });
  expect(reports.length).toBe(20_000);
  expect(most).toBeLessThan(2000);
});

it('loads modules that a trainer imports, as the TypeScript of any project', async () => {
  const { executor, folder } = threads(`
    import { Rate } from './rate.js';
    export async function* train() { yield { rate: new Rate(Unit.Percent).value }; }
    enum Unit { Percent = 100 }`);
  writeFileSync(join(folder, 'rate.ts'), 'export class Rate { constructor(readonly value: number) {} }');
  expect((await submit(executor, moduleJob(1))).reports).toEqual([{ step: 1, rate: 100 }]);
});
