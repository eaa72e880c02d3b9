import { afterAll, describe, expect, it } from 'vitest';
import type { Executor } from '../../src/executor/executor.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../src/trial/trial.ts';

/** Trials of one trainable, by their numbers. */
export interface ContractJobs {
  /** Reports steps 1, 2 and 3 and completes. */
  threeSteps(trial: number): TrialJob;
  /** Ends by itself without completing. */
  failing(trial: number): TrialJob;
  /** Reports steps 1, 2, 3, … until it is stopped. */
  endless(trial: number): TrialJob;
}

/** The behaviour of every executor, whatever it runs. */
export function describeExecutor(name: string, make: () => Executor, jobs: ContractJobs): void {
  describe(`the executor ${name} keeps the contract`, () => {
    const opened: Executor[] = [];
    const open = (): Executor => {
      const executor = make();
      opened.push(executor);
      return executor;
    };
    afterAll(async () => {
      for (const executor of opened) await executor.close();
    });

    it('tells the start, every step in order and then the outcome', async () => {
      const { messages, outcome } = await run(open(), jobs.threeSteps(5));
      expect(messages[0]).toEqual({ type: 'started', trial: 5, worker: 0 });
      expect(messages.every(({ trial }) => trial === 5)).toBe(true);
      expect(stepsOf(messages)).toEqual([1, 2, 3]);
      expect(outcome).toMatchObject({ state: 'completed' });
    });

    it('runs as many trials at once as it has slots, each on a worker of its own, and refuses more', async () => {
      const executor = open();
      const workers: number[] = [];
      const all = Array.from({ length: executor.slots }, (_, index) =>
        executor.submit(jobs.endless(index + 1), (message) => {
          if (message.type === 'started') workers.push(message.worker);
          if (workers.length === executor.slots) executor.stop();
        }),
      );
      const more = executor.submit(jobs.threeSteps(100), () => {});
      await expect(more).rejects.toThrow(RangeError);
      expect(await Promise.all(all)).toEqual(all.map(() => ({ state: 'stopped' })));
      expect(workers.sort((a, b) => a - b)).toEqual(all.map((_, slot) => slot));
    });

    it('tells of a trial that fails, and runs the next one', async () => {
      const executor = open();
      const { outcome } = await run(executor, jobs.failing(1));
      expect(outcome).toMatchObject({ state: 'failed', error: { message: expect.any(String) as string } });
      expect((await run(executor, jobs.threeSteps(2))).outcome.state).toBe('completed');
    });

    it('stops the one trial that it is asked to stop, keeps its steps, and runs the next one', async () => {
      const executor = open();
      const { messages, outcome } = await run(executor, jobs.endless(1), (message) => {
        if (message.type !== 'report') return;
        executor.stopTrial(2);
        if (message.step === 2) executor.stopTrial(1);
      });
      expect(outcome).toEqual({ state: 'stopped' });
      expect(stepsOf(messages).slice(0, 2)).toEqual([1, 2]);
      for (const job of [jobs.threeSteps(2), jobs.threeSteps(1)]) {
        expect((await run(executor, job)).outcome.state).toBe('completed');
      }
    });

    it('lets a judged trial do nothing more before a report is answered, and nothing after an answer that stops it', async () => {
      const executor = open();
      const job = { ...jobs.endless(1), isJudged: true };
      let underWay = 0;
      let most = 0;
      const { messages, outcome } = await run(executor, job, async (message) => {
        if (message.type !== 'report') return;
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (message.step === 3) executor.stopTrial(1);
        underWay--;
      });
      expect(outcome).toEqual({ state: 'stopped' });
      expect(stepsOf(messages)).toEqual([1, 2, 3]);
      expect(most).toBe(1);
    });

    it('tells nothing of a trial after its outcome, and closes after what runs', async () => {
      const executor = open();
      const messages: TrialMessage[] = [];
      let counted = -1;
      const ended = executor
        .submit(jobs.threeSteps(1), (message) => messages.push(message))
        .then(() => {
          counted = messages.length;
        });
      await executor.close();
      await ended;
      expect(messages.length).toBe(counted);
      expect(stepsOf(messages)).toEqual([1, 2, 3]);
    });
  });
}

async function run(
  executor: Executor,
  job: TrialJob,
  onMessage: (message: TrialMessage) => unknown = () => {},
): Promise<{ messages: readonly TrialMessage[]; outcome: TrialOutcome }> {
  const messages: TrialMessage[] = [];
  const outcome = await executor.submit(job, (message) => {
    messages.push(message);
    return onMessage(message);
  });
  return { messages: [...messages], outcome };
}

function stepsOf(messages: readonly TrialMessage[]): number[] {
  return messages.filter((message) => message.type === 'report').map(({ step }) => step);
}
