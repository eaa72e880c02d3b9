import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import type { Ancestor } from '../../src/trainable/network/fork.ts';
import { network } from '../../src/trainable/network/network.ts';
import { train } from '../../src/trainer/train.ts';
import type { StepReport, TrainingState } from '../../src/trial/trial.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';

const dataset = tinyDataset();
const ANN = { model: 'ann', units: 16, batch_normalization: true, dropout: 0.2, epochs: 4 };
const configuration = (parameters: Assignment) => network.configure({ ...ANN, ...parameters });

describe.each((await engineNames()).slice(0, 2))('a fork with the engine %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name);
  });
  afterAll(() => engine.dispose());

  /** Its reports and its last state; it ends after that epoch. */
  async function run(
    parameters: Assignment,
    { fork, resume, until }: { fork?: readonly Ancestor[]; resume?: TrainingState; until?: number } = {},
  ) {
    const job = tinyJob(1, configuration(parameters), { engine: name });
    const setup = { ...job.setup, ...(fork ? { fork } : {}) };
    const reports: Omit<StepReport, 'durationMs'>[] = [];
    const states: TrainingState[] = [];
    let isToStop = false;
    const outcome = await train(
      { ...job, setup, isJudged: true, ...(resume ? { resume } : {}) },
      {
        dataset,
        engine,
        worker: 0,
        onMessage(message) {
          if (message.type === 'state') states.push({ step: message.step, content: message.content.slice() });
          if (message.type !== 'report') return;
          const { durationMs: _, type: __, trial: ___, ...report } = message;
          reports.push(report);
          isToStop = report.step === until;
        },
        shouldStop: () => isToStop,
      },
    );
    expect(outcome).not.toHaveProperty('error');
    return { reports, state: states.at(-1)! };
  }

  const ancestor = (epochs: number, parameters: Assignment, seed = 7): Ancestor => ({
    trial: 'tiny/1',
    epochs,
    seed,
    parameters: configuration(parameters),
  });

  it.each<[string, Assignment, Assignment]>([
    ['another learning rate', { optimizer: 'adam' }, { optimizer: 'adam', learning_rate: 0.01, epochs: 5 }],
    ['another optimizer', { optimizer: 'adam' }, { optimizer: 'sgd', momentum: 0.9 }],
    ['another batch size and augmentation', {}, { batch_size: 64, horizontal_flip: true, dropout: 0.5 }],
  ])('with %s has the same bits from a state as from the beginning', async (_what, before, changes) => {
    const fork = [ancestor(2, before)];
    const alone = await run(before);
    const whole = await run(changes, { fork });
    expect(whole.reports.slice(0, 2)).toEqual(alone.reports.slice(0, 2));
    expect(whole.reports[2]).not.toEqual(alone.reports[2]);
    const { state } = await run(before, { until: 2 });
    expect(state.step).toBe(2);
    expect((await run(changes, { fork, resume: state })).reports).toEqual(whole.reports.slice(2));
    const own = await run(changes, { fork, until: 3 });
    expect((await run(changes, { fork, resume: own.state })).reports).toEqual(whole.reports.slice(3));
  });

  it('with the same values is the longer training, and a fork of a fork has all before it', async () => {
    const longer = await run({ optimizer: 'adam', epochs: 5 });
    const same = await run({ optimizer: 'adam', epochs: 5 }, { fork: [ancestor(4, { optimizer: 'adam' })] });
    expect(same.reports).toEqual(longer.reports);
    const fork = [
      ancestor(1, { optimizer: 'adam' }),
      ancestor(3, { optimizer: 'adam', learning_rate: 0.01 }, 8),
    ];
    const twice = await run({ optimizer: 'rmsprop' }, { fork });
    const once = await run({ optimizer: 'adam', learning_rate: 0.01 }, { fork: fork.slice(0, 1) });
    expect(twice.reports[0]).toEqual(longer.reports[0]);
    expect(twice.reports[1]).not.toEqual(once.reports[1]);
    expect(twice.reports).toHaveLength(4);
  });

  it('begins early stopping and the reduction on plateaus anew', async () => {
    const unstable = { optimizer: 'sgd', learning_rate: 3, momentum: 0.9, epochs: 8 };
    const before = { ...unstable, early_stopping_patience: 2 };
    const stopped = await run(before);
    expect(stopped.reports.length).toBeLessThan(8);
    const fork = [ancestor(stopped.reports.length, before)];
    const { reports } = await run({ ...before, learning_rate: 0.001 }, { fork, resume: stopped.state });
    expect(reports.length).toBeGreaterThanOrEqual(Math.min(2, 8 - stopped.reports.length));
  });
});
