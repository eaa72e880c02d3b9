import { afterAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset.ts';
import type { Executor } from '../../src/executor/executor.ts';
import { InlineExecutor } from '../../src/executor/inline.ts';
import { PiscinaExecutor } from '../../src/executor/piscina.ts';
import { configure } from '../../src/model/configure.ts';
import type { NetworkArtifacts } from '../../src/trainable/network/artifacts.ts';
import { Trainer } from '../../src/trainer/trainer.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../src/trial/trial.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';
import { describeExecutor } from './executorContract.ts';

const EXECUTORS: Readonly<Record<string, (dataset: Dataset) => Executor>> = {
  inline: (dataset) => new InlineExecutor(new Trainer(dataset)),
  'piscina with one thread': (dataset) => new PiscinaExecutor({ kind: 'network', dataset }, 1),
  'piscina with three threads': (dataset) => new PiscinaExecutor({ kind: 'network', dataset }, 3),
};

const dataset = tinyDataset();

/** With such a learning rate, linear units grow without bound. */
const exploding = { optimizer: 'sgd', learning_rate: 100, activation: 'linear', epochs: 40 };

function job(trial: number, parameters: Record<string, number | string> = {}): TrialJob {
  const configuration = configure({
    model: 'cnn',
    filters: 4,
    units: 8,
    epochs: 3,
    batch_size: 16,
    dropout: 0.2,
    learning_rate: 0.01,
    ...parameters,
  });
  return tinyJob(trial, configuration);
}

interface Run {
  messages: TrialMessage[];
  outcome: TrialOutcome;
}

/** Runs jobs on as many slots as there are jobs. */
async function runAll(executor: Executor, jobs: TrialJob[]): Promise<Run[]> {
  const runs: Run[] = [];
  const queue = jobs.entries();
  const lane = async (): Promise<void> => {
    for (const [index, next] of queue) {
      const messages: TrialMessage[] = [];
      const outcome = await executor.submit(next, (message) => messages.push(message));
      runs[index] = { messages: [...messages], outcome };
    }
  };
  await Promise.all(Array.from({ length: executor.slots }, lane));
  return runs;
}

function curve({ messages }: Run) {
  return messages
    .filter((message) => message.type === 'report')
    .map(({ step, metrics }) => ({ step, ...metrics }));
}

function completed({ outcome }: Run) {
  if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
  const { durationMs: _, metrics, artifacts, ...result } = outcome.result;
  const { latencyMs: __, ...others } = metrics;
  return { ...result, metrics: others, artifacts: artifacts as NetworkArtifacts };
}

for (const [name, make] of Object.entries(EXECUTORS)) {
  describeExecutor(name, () => make(dataset), {
    threeSteps: (trial) => job(trial),
    failing: (trial) => job(trial, exploding),
    endless: (trial) => job(trial, { epochs: 10_000 }),
  });
}

describe.each(Object.keys(EXECUTORS))('the executor %s', (name) => {
  const opened: Executor[] = [];
  const open = (): Executor => {
    const executor = EXECUTORS[name]!(dataset);
    opened.push(executor);
    return executor;
  };
  afterAll(async () => {
    for (const executor of opened) await executor.close();
  });

  it('reports the start, every epoch in order and then the outcome', async () => {
    const [run] = await runAll(open(), [job(5)]);
    expect(run!.messages[0]).toEqual({ type: 'started', trial: 5, worker: 0 });
    expect(curve(run!).map(({ step }) => step)).toEqual([1, 2, 3]);
    const { metrics, keptStep, artifacts } = completed(run!);
    const { predictions, confidences } = artifacts;
    expect(keptStep).toBe(3);
    expect(curve(run!)[2]).toMatchObject({ val_accuracy: metrics.val_accuracy, val_loss: metrics.val_loss });
    expect(metrics.test_accuracy).toBeGreaterThan(0.8);
    expect(predictions.test.length).toBe(60);
    expect(predictions.validation.length).toBe(60);
    expect(confidences.validation.length).toBe(60);
    expect(Math.min(...confidences.test)).toBeGreaterThanOrEqual(255 / 3);
  });

  it('computes the same bits as one thread that is fresh for every trial', async () => {
    const jobs = [
      job(1),
      job(2, { optimizer: 'sgd' }),
      job(3, { filters: 6 }),
      job(4),
      job(5, { batch_size: 50 }),
    ];
    const runs = await runAll(open(), jobs);
    for (const [index, run] of runs.entries()) {
      const reference = new InlineExecutor(new Trainer(dataset));
      const [expected] = await runAll(reference, [jobs[index]!]);
      await reference.close();
      expect(curve(run)).toEqual(curve(expected!));
      expect(completed(run)).toEqual(completed(expected!));
    }
  });

  it('reports a trial that fails and trains the next one', async () => {
    const runs = await runAll(open(), [job(1, exploding), job(2)]);
    expect(runs[0]!.outcome).toMatchObject({ state: 'failed', error: { code: 'training_diverged' } });
    expect(runs[1]!.outcome.state).toBe('completed');
  });

  it('reports a trial whose layers do not fit as failed, with the hint', async () => {
    const [run] = await runAll(open(), [job(1, { kernel_size: 13 })]);
    expect(run!.outcome).toMatchObject({
      state: 'failed',
      error: { code: 'configuration_invalid', hint: expect.stringContaining('kernel_size') },
    });
  });
});
