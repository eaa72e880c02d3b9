import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { configure } from '../../src/model/configure.ts';
import { networkReckoning } from '../../src/trainable/network/reckoning.ts';
import { train } from '../../src/trainer/train.ts';
import type { TrainingState, TrialMessage } from '../../src/trial/trial.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';

const dataset = tinyDataset();
/** A configuration whose loss rises again after the first epochs. */
const UNSTABLE = { optimizer: 'sgd', learning_rate: 3, momentum: 0.9 };
const STEP = { learning_rate_schedule: 'step', decay_rate: 0.3 };
const EXPONENTIAL = { learning_rate_schedule: 'exponential', decay_epochs: 2 };
const PLATEAU = { reduce_on_plateau_patience: 1, reduce_on_plateau_factor: 0.1 };

/** Two trainings, and the number of epochs that they share. */
const PAIRS: readonly (readonly [Assignment, Assignment, number])[] = [
  [{ epochs: 3 }, { epochs: 6 }, 3],
  [{ epochs: 6 }, { epochs: 3 }, 3],
  [{ epochs: 6 }, { epochs: 6, ...STEP, decay_epochs: 4 }, 4],
  [
    { epochs: 5, ...STEP, decay_epochs: 2, warmup_epochs: 1.5 },
    { epochs: 6, ...STEP, decay_epochs: 2, warmup_epochs: 1.5 },
    5,
  ],
  [
    { epochs: 3, ...EXPONENTIAL, optimizer: 'nadam', dropout: 0.3 },
    { epochs: 6, ...EXPONENTIAL, optimizer: 'nadam', dropout: 0.3 },
    3,
  ],
  [{ epochs: 2, warmup_epochs: 2, learning_rate_schedule: 'cosine' }, { epochs: 6, warmup_epochs: 2 }, 2],
  [
    { epochs: 4, learning_rate_schedule: 'cosine', final_learning_rate_fraction: 1 },
    { epochs: 6, shift: 0 },
    4,
  ],
  ...[2, 3, 4, 5].flatMap((epochs) => [
    [
      { ...UNSTABLE, early_stopping_patience: 2, epochs },
      { ...UNSTABLE, early_stopping_patience: 2, epochs: 6 },
      epochs,
    ] as const,
    [{ ...UNSTABLE, ...PLATEAU, epochs }, { ...UNSTABLE, ...PLATEAU, epochs: 6 }, epochs] as const,
  ]),
];

describe.each((await engineNames()).slice(0, 2))(
  'trainings that agree for some epochs with the engine %s',
  (name) => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await createEngine(name);
    });
    afterAll(() => engine.dispose());

    async function run(
      parameters: Assignment,
      options: { resume?: TrainingState; statesAt?: number[] } = {},
    ) {
      const configuration = configure({ model: 'ann', units: 8, ...parameters });
      const messages: TrialMessage[] = [];
      const outcome = await train(
        { ...tinyJob(1, configuration, { engine: name }), ...options },
        {
          dataset,
          engine,
          worker: 0,
          onMessage: (message) => messages.push(message),
          shouldStop: () => false,
        },
      );
      if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
      const { durationMs: _, metrics, ...result } = outcome.result;
      const { latencyMs: __, ...measured } = metrics;
      return { messages, told: { ...result, metrics: measured } };
    }

    it.each(PAIRS)(
      'end with the same bits where %o comes first and %o goes on from it',
      async (first, then, shared) => {
        const alone = await run(then);
        const { messages } = await run(first, { statesAt: [shared] });
        const states = messages.filter((message) => message.type === 'state');
        // Early stopping may end the first training sooner, and then both.
        const resume = states.find(({ step }) => step === shared) ?? states.at(-1)!;
        const shortened = await run(then, { resume: { step: resume.step, content: resume.content } });
        expect(shortened.messages[0]).toMatchObject({ type: 'started', resumed: { step: resume.step } });
        expect(shortened.told).toEqual(alone.told);
        expect(stepsOf(shortened.messages)).toEqual(stepsOf(alone.messages).slice(resume.step));
      },
    );
  },
);

function stepsOf(messages: readonly TrialMessage[]): unknown[] {
  return messages.flatMap((message) => (message.type === 'report' ? [message.metrics] : []));
}

describe('the digests of a training', () => {
  const { setup } = tinyJob(1, configure({ model: 'ann' }));
  const reckoning = networkReckoning(setup, dataset, 'machine');
  const of = (parameters: Assignment, seed = 7) =>
    reckoning(configure({ model: 'ann', ...parameters }), seed);

  it.each(PAIRS)('are equal for the epochs that %o and %o share, and for no other', (first, then, shared) => {
    const [a, b] = [of(first), of(then)];
    expect(a.root).toBe(b.root);
    expect(a.after(shared).startsWith(a.root)).toBe(true);
    expect(a.after(shared)).toBe(b.after(shared));
    const common = Math.min(a.steps, b.steps);
    if (shared < common) expect(a.after(shared + 1)).not.toBe(b.after(shared + 1));
  });

  it.each([
    { seed: 8 },
    { batch_size: 64 },
    { shift: 1 },
    { optimizer: 'sgd' },
    { early_stopping_patience: 3 },
    { learning_rate: 0.5 },
  ])(
    'differ from the first epoch on with %o',
    ({ seed = 7, ...parameters }: Assignment & { seed?: number }) => {
      expect(of(parameters, seed).after(1)).not.toBe(of({}).after(1));
      expect(of(parameters, seed).root).not.toBe(of({}).root);
    },
  );

  it('follow from images, split, engine and machine', () => {
    const configuration = configure({ model: 'ann' });
    const others = [
      networkReckoning(setup, { ...dataset, fingerprint: 'other' }, 'machine'),
      networkReckoning({ ...setup, validation: { kind: 'test' } }, dataset, 'machine'),
      networkReckoning({ ...setup, engine: 'tfjs-cpu' }, dataset, 'machine'),
      networkReckoning(setup, dataset, 'other'),
    ];
    const all = [reckoning, ...others].map((each) => each(configuration, 7).after(1));
    expect(new Set(all).size).toBe(all.length);
  });
});
