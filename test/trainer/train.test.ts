import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { configure } from '../../src/model/configure.ts';
import type { NetworkArtifacts } from '../../src/trainable/network/artifacts.ts';
import { train } from '../../src/trainer/train.ts';
import type { StepReport, TrialResult } from '../../src/trial/trial.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';

const dataset = tinyDataset();

interface Run {
  readonly epochs: readonly StepReport[];
  readonly result: TrialResult;
  readonly artifacts: NetworkArtifacts;
}

describe('a training', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine('onnx');
  });
  afterAll(() => engine.dispose());

  async function run(parameters: Assignment, on = dataset): Promise<Run> {
    const epochs: StepReport[] = [];
    const outcome = await train(
      tinyJob(1, configure({ model: 'ann', units: 16, epochs: 4, ...parameters }), { seed: 5 }),
      {
        dataset: on,
        engine,
        worker: 0,
        onMessage: (message) => {
          if (message.type === 'report') epochs.push(message);
        },
        shouldStop: () => false,
      },
    );
    if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
    const { result } = outcome;
    return { epochs, result, artifacts: result.artifacts as NetworkArtifacts };
  }
  const curve = ({ epochs }: Run) => epochs.map(({ step, metrics }) => ({ step, ...metrics }));

  /** With such a learning rate the loss soon rises again. */
  const UNSTABLE = { optimizer: 'sgd', learning_rate: 3, momentum: 0.9, epochs: 12 };

  it('ends early and keeps the best epoch, its metrics and its weights', async () => {
    const stopped = await run({ ...UNSTABLE, early_stopping_patience: 2 });
    const losses = stopped.epochs.map(({ metrics }) => metrics.val_loss!);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(stopped.epochs).toHaveLength(best + 2);
    expect(best + 2).toBeLessThan(12);
    expect(stopped.result.keptStep).toBe(best);
    expect(stopped.result.metrics).toMatchObject(stopped.epochs[best - 1]!.metrics);
    expect(stopped.result.stoppedEarly).toBe(
      `Stopped early after epoch ${best + 2}: val_loss had not fallen for 2 epochs. The weights are those of epoch ${best}.`,
    );
    const upToBest = await run({ ...UNSTABLE, epochs: best });
    expect(stopped.artifacts).toEqual(upToBest.artifacts);
    expect(stopped.result.metrics.test_loss).toBe(upToBest.result.metrics.test_loss);
  });

  it('tells how long one image alone takes, which changes nothing of what was learnt', async () => {
    const { result, artifacts } = await run({});
    expect(result.metrics.latencyMs).toBeGreaterThan(0);
    expect(result.metrics.latencyMs).toBeLessThan(result.durationMs);
    const again = await run({});
    expect(again.artifacts.weights).toEqual(artifacts.weights);
  });

  it('tells how long 1,000 images take where the test set has so many', async () => {
    const { result } = await run({ epochs: 1 }, tinyDataset(300, 1000));
    expect(result.metrics.latency1000Ms).toBeGreaterThan(0);
    expect((await run({ epochs: 1 })).result.metrics).not.toHaveProperty('latency1000Ms');
  });

  it('ends early with the last weights where asked', async () => {
    const settings = { early_stopping_patience: 2, early_stopping_restore_best: false };
    const { epochs, result, artifacts } = await run({ ...UNSTABLE, ...settings });
    expect(result.keptStep).toBe(epochs.at(-1)!.step);
    expect(result.metrics).toMatchObject(epochs.at(-1)!.metrics);
    const whole = await run({ ...UNSTABLE, epochs: epochs.length });
    expect(artifacts.weights).toEqual(whole.artifacts.weights);
  });

  it('reduces the learning rate on a plateau, and only then', async () => {
    const plain = await run(UNSTABLE);
    const reduced = await run({
      ...UNSTABLE,
      reduce_on_plateau_patience: 1,
      reduce_on_plateau_factor: 0.01,
    });
    const losses = plain.epochs.map(({ metrics }) => metrics.val_loss!);
    const firstRise = losses.findIndex((loss, index) => index > 0 && loss >= losses[index - 1]!);
    expect(firstRise).toBeGreaterThan(0);
    expect(curve(reduced).slice(0, firstRise + 1)).toEqual(curve(plain).slice(0, firstRise + 1));
    expect(curve(reduced)[firstRise + 1]).not.toEqual(curve(plain)[firstRise + 1]);
  });

  it('follows its schedule: a constant one is none, another gives other weights', async () => {
    const plain = await run({});
    expect(curve(await run({ learning_rate_schedule: 'exponential', decay_rate: 1 }))).toEqual(curve(plain));
    expect(curve(await run({ learning_rate_schedule: 'cosine' }))).not.toEqual(curve(plain));
    expect(curve(await run({ warmup_epochs: 1 }))).not.toEqual(curve(plain));
  });

  it.each([
    { horizontal_flip: true },
    { shift: 2 },
    { random_erasing: 0.5 },
    { dropout: 0.3 },
    { l2: 0.01 },
    { label_smoothing: 0.1 },
    { weight_decay: 0.1 },
    { global_clipnorm: 0.01 },
    { batch_normalization: true },
  ])('with %o learns, differently from one without and the same every time', async (setting) => {
    const [once, again, without] = [await run(setting), await run(setting), await run({})];
    expect(curve(once)).toEqual(curve(again));
    expect(once.artifacts.weights).toEqual(again.artifacts.weights);
    expect(curve(once)).not.toEqual(curve(without));
    expect(once.epochs.at(-1)!.metrics.val_accuracy).toBeGreaterThan(0.6);
  });
});
