import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentExecutor } from '../../../src/executor/agents/agentExecutor.ts';
import type { Order } from '../../../src/executor/agents/orders.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../../src/trial/trial.ts';

const SILENCE_MS = 1000;
const GRACE_MS = 500;
const GONE_MS = 400;
const LIMITS = { slots: 4, silenceMs: SILENCE_MS, graceMs: GRACE_MS, goneMs: GONE_MS };

let now = 0;
let executor: AgentExecutor;
let deserted = false;

function job(trial: number): TrialJob {
  const sweep = { id: 1, name: 'mine' };
  return { trial, attempt: 1, sweep, configuration: { lr: trial / 10 }, seed: 1, setup: { kind: 'program' } };
}

/** A submitted trial: its messages, and its outcome once there is one. */
function submitted(trial: number) {
  const messages: TrialMessage[] = [];
  const found: { outcome?: TrialOutcome } = {};
  const ended = executor.submit(job(trial), (message) => messages.push(message));
  void ended.then((outcome) => {
    found.outcome = outcome;
  });
  return { messages, found, ended };
}

function lease(order: Order): string {
  expect(order.kind).toBe('run');
  return 'lease' in order ? order.lease : '';
}

async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  now = 0;
  executor = new AgentExecutor({ limits: LIMITS, now: () => now, onDeserted: () => (deserted = true) });
  deserted = false;
});

afterEach(async () => {
  executor.stop();
  await pass(2 * SILENCE_MS + GRACE_MS);
  await executor.close();
  vi.useRealTimers();
});

describe('an executor that agents ask for trials', () => {
  it('hands out trials in order, one to each agent, and lets agents wait and leave', async () => {
    const [first, second] = [submitted(1), submitted(2)];
    const [a, b] = [executor.agents.join('a', now), executor.agents.join('b', now)];
    const one = lease(executor.beat(a, []));
    expect(executor.beat(a, [one])).toEqual({ kind: 'wait' });
    const two = lease(executor.beat(b, []));
    executor.report(one, [{ step: 0, metrics: { loss: 1 }, durationMs: 5 }]);
    executor.end(one, { exitCode: 0, metrics: { loss: 1 }, lastLines: '' });
    executor.end(two, { exitCode: 3, metrics: {}, lastLines: 'ValueError: no' });
    expect(await first.ended).toMatchObject({ state: 'completed', result: { metrics: { loss: 1 } } });
    expect(first.messages).toEqual([
      { type: 'started', trial: 1, worker: 0 },
      { type: 'report', trial: 1, step: 0, metrics: { loss: 1 }, durationMs: 5 },
    ]);
    const failed = await second.ended;
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'trial_crashed' } });
    expect(JSON.stringify(failed)).toContain('The run on b ended with exit code 3.\\nValueError: no');
    expect(executor.beat(a, [])).toEqual({ kind: 'wait' });
    await executor.close();
    expect(executor.beat(a, [])).toEqual({ kind: 'exit' });
  });

  it('gives up the trial of an agent that fell silent, hands it out anew, and ignores the first from then on', async () => {
    const lost = submitted(1);
    submitted(2);
    const old = lease(executor.beat(executor.agents.join('a', now), []));
    executor.hear(old);
    await pass(SILENCE_MS + 300);
    expect(await lost.ended).toEqual({ state: 'lost' });
    const trial = submitted(1);
    const agent = executor.agents.join('b', now);
    const again = lease(executor.beat(agent, []));
    expect(again).not.toBe(old);
    executor.report(old, [{ step: 9, metrics: { loss: 9 }, durationMs: 1 }]);
    executor.end(old, { exitCode: 0, metrics: {}, lastLines: '' });
    expect(trial.found.outcome).toBeUndefined();
    expect(executor.stopAsked(old)).toBe(true);
    expect(executor.beat(executor.agents.all()[0]!, [old])).toEqual({ kind: 'stop', lease: old });
    executor.end(again, { exitCode: 0, metrics: {}, lastLines: '' });
    expect(await trial.ended).toMatchObject({ state: 'completed' });
    expect(trial.messages.map(({ type }) => type)).toEqual(['started', 'output']);
    expect(lost.messages.map(({ type }) => type)).toEqual(['started']);
  });

  it('keeps a trial that reports although its agent is gone', async () => {
    const trial = submitted(1);
    const held = lease(executor.beat(executor.agents.join('a', now), []));
    executor.hear(held);
    for (let step = 0; step < 5; step++) {
      await pass(SILENCE_MS / 2);
      executor.report(held, [{ step, metrics: { loss: 1 }, durationMs: 1 }]);
    }
    executor.end(held, { exitCode: 0, metrics: {}, lastLines: '' });
    expect(await trial.ended).toMatchObject({ state: 'completed' });
  });

  it('fails a trial with which three agents were lost, and one whose agent does not run it any more', async () => {
    let deadly = submitted(1);
    for (let round = 0; round < 3; round++) {
      if (deadly.found.outcome?.state === 'lost') deadly = submitted(1);
      executor.hear(lease(executor.beat(executor.agents.join(`host${round}`, now), [])));
      await pass(SILENCE_MS + 300);
    }
    expect(JSON.stringify(await deadly.ended)).toContain('3 agents in a row');
    const gone = submitted(2);
    const agent = executor.agents.join('a', now);
    lease(executor.beat(agent, []));
    await pass(100);
    expect(executor.beat(agent, [])).toEqual({ kind: 'wait' });
    executor.beat(agent, []);
    expect(JSON.stringify(await gone.ended)).toContain('ended without reporting how');
  });

  it('takes back a trial whose agent left with it before it had begun, however often, and is deserted then', async () => {
    for (let round = 0; round < 4; round++) {
      const trial = submitted(1);
      lease(executor.beat(executor.agents.join('a', now), []));
      await pass(1.5 * GONE_MS);
      expect(deserted).toBe(false);
      await pass(1.5 * GONE_MS);
      expect(trial.found.outcome).toEqual({ state: 'lost' });
      expect(deserted).toBe(true);
      deserted = false;
    }
    const { messages } = submitted(1);
    lease(executor.beat(executor.agents.join('b', now), []));
    expect(messages.map(({ type }) => type)).toEqual(['started']);
    await pass(3 * GONE_MS);
  });

  it('goes on with the agents of the one before, and has what was given up there stopped', async () => {
    submitted(1);
    const agent = executor.agents.join('a', now);
    const old = lease(executor.beat(agent, []));
    executor.hear(old);
    await pass(SILENCE_MS + 300);
    const next = new AgentExecutor({ limits: LIMITS, now: () => now, after: executor });
    expect(next.beat(next.agents.get(agent.id)!, [old])).toEqual({ kind: 'stop', lease: old });
    expect(next.stopAsked(old)).toBe(true);
    await next.close();
  });

  it('stops one trial, or all, wherever they are', async () => {
    const [running, waiting, other] = [submitted(1), submitted(2), submitted(3)];
    const agent = executor.agents.join('a', now);
    const held = lease(executor.beat(agent, []));
    executor.stopTrial(2);
    expect(await waiting.ended).toEqual({ state: 'stopped' });
    executor.stopTrial(1);
    expect(executor.beat(agent, [held])).toEqual({ kind: 'stop', lease: held });
    executor.end(held, { exitCode: 1, metrics: {}, lastLines: '' });
    expect(await running.ended).toEqual({ state: 'stopped' });
    const stubborn = lease(executor.beat(agent, []));
    executor.stop();
    await pass(GRACE_MS + 300);
    expect(await other.ended).toEqual({ state: 'stopped' });
    expect(executor.stopAsked(stubborn)).toBe(true);
    expect(await executor.submit(job(4), () => {})).toEqual({ state: 'stopped' });
  });

  it('refuses more trials than it has slots', async () => {
    for (let trial = 1; trial <= 4; trial++) submitted(trial);
    await expect(executor.submit(job(5), () => {})).rejects.toThrow('all 4 slots are taken');
  });
});
