import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { processTable } from '../../../src/executor/program/processTable.ts';
import { processesWith, showsProcesses } from '../../helpers/processes.ts';
import { programTest, temporaryFolder } from './programs.ts';

/** A number of seconds that identifies a sleeping process. */
let seconds = 100_000 + (process.pid % 10_000) * 10;
const sleep = () => `sleep ${++seconds}`;
const runs = () => processesWith(`\0${seconds}\0`).length;

it('what a program leaves behind is ended, and its trial ends', async () => {
  const { job, run } = programTest();
  const { outcome, text } = await run(job(`${sleep()} & echo '{"loss": 1}'; exit 0`));
  expect(outcome).toMatchObject({ state: 'completed', result: { metrics: { loss: 1 } } });
  expect(text('stderr')).toContain('1 of its processes still ran when the program had ended');
  if (showsProcesses) expect(runs()).toBe(0);
});

it.skipIf(!showsProcesses)('what has left the group is found, too', async () => {
  const { job, run } = programTest();
  const { outcome } = await run(job(`setsid ${sleep()} </dev/null >/dev/null 2>&1 & sleep 0.1; exit 0`));
  expect(outcome.state).toBe('completed');
  expect(runs()).toBe(0);
});

it('a program that ignores SIGTERM is killed after the time of grace, with its children', async () => {
  const { job, run, executor } = programTest();
  const script = `trap '' TERM; ${sleep()} & echo '{"loss": 1}'; while :; do sleep 0.05; done`;
  const { outcome } = await run(
    job(script, { graceMs: 200 }),
    ({ type }) => type === 'report' && executor.stopTrial(1),
  );
  expect(outcome).toEqual({ state: 'stopped' });
  if (showsProcesses) expect(runs()).toBe(0);
});

it('a program that saves its work on SIGTERM has the time to, and its last words are heard', async () => {
  const { job, run, executor } = programTest();
  const script = `
trap 'sleep 0.3; echo "{\\"saved\\": 1}"; exit 0' TERM
echo '{"loss": 1}'; while :; do sleep 0.05; done`;
  const { outcome, of } = await run(job(script), ({ type }) => type === 'report' && executor.stopTrial(1));
  expect(outcome).toEqual({ state: 'stopped' });
  expect(of('report').map(({ metrics }) => metrics)).toEqual([{ loss: 1 }, { saved: 1 }]);
});

it.skipIf(!showsProcesses)('everything ends when the process that ran it is killed', async () => {
  const folder = temporaryFolder();
  const sleepers = [sleep(), sleep(), sleep()] as const;
  const script = `trap '' TERM; setsid ${sleepers[0]} & ${sleepers[1]} & echo ready; ${sleepers[2]}`;
  const file = join(import.meta.dirname, 'ownRun.ts');
  const words = ['--import', 'tsx', file, folder, script];
  const run = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(run.stdout!, 'data');
  const running = () => sleepers.map((words) => processesWith(`${words.replace(' ', '\0')}\0`).length);
  expect(running()).toEqual([1, 1, 1]);
  run.kill('SIGKILL');
  await vi.waitFor(() => expect([...running(), processesWith(folder).length]).toEqual([0, 0, 0, 0]), {
    timeout: 20_000,
    interval: 50,
  });
});

it('an executor that was stopped before a trial began runs nothing of it', async () => {
  const { job, run, executor } = programTest();
  const early = run(job('echo "{\\"loss\\": 1}"'));
  executor.stopTrial(1);
  const { outcome, messages } = await early;
  expect(outcome).toEqual({ state: 'stopped' });
  expect(messages.map(({ type }) => type)).toEqual(['started']);
});

it('closing leaves no shell behind', async () => {
  const { job, run, executor } = programTest();
  await run(job('exit 0'));
  await executor.close();
  if (showsProcesses) {
    const table = await processTable();
    const shells = processesWith('sweep-keeper\0');
    expect(table.filter(({ pid, parent }) => shells.includes(pid) && parent === process.pid)).toEqual([]);
  }
});
