import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { configure } from '../../src/model/configure.ts';
import { train } from '../../src/trainer/train.ts';
import type { TrainingState, TrialJob, TrialMessage, TrialOutcome } from '../../src/trial/trial.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';

const dataset = tinyDataset();
const EPOCHS = 6;
/** A configuration whose loss soon rises again. */
const UNSTABLE = { optimizer: 'sgd', learning_rate: 3, momentum: 0.9, early_stopping_patience: 2 };

const SETTINGS: readonly Assignment[] = [
  { optimizer: 'nadam', dropout: 0.3, batch_normalization: true },
  { horizontal_flip: true, shift: 2, random_erasing: 0.5, weight_decay: 0.01 },
  { learning_rate_schedule: 'cosine', warmup_epochs: 2 },
  UNSTABLE,
  { ...UNSTABLE, early_stopping_patience: 0, reduce_on_plateau_patience: 1, reduce_on_plateau_factor: 0.1 },
];

describe.each((await engineNames()).slice(0, 2))('a training that goes on with the engine %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name);
  });
  afterAll(() => engine.dispose());

  const jobOf = (parameters: Assignment): TrialJob =>
    tinyJob(1, configure({ model: 'ann', units: 16, epochs: EPOCHS, ...parameters }), { engine: name });

  async function run(
    job: TrialJob,
    onMessage: (message: TrialMessage) => unknown = () => {},
    shouldStop = () => false,
  ): Promise<{ messages: TrialMessage[]; outcome: TrialOutcome }> {
    const messages: TrialMessage[] = [];
    const outcome = await train(job as ReturnType<typeof tinyJob>, {
      dataset,
      engine,
      worker: 0,
      onMessage: (message) => {
        messages.push(message);
        return onMessage(message);
      },
      shouldStop,
    });
    return { messages, outcome };
  }

  /** Ends a training in the middle of the epoch after the given one. */
  async function stopAfter(epoch: number, job: TrialJob): Promise<TrialMessage[]> {
    let asked = -Infinity;
    const { messages, outcome } = await run(
      job,
      (message) => {
        if (message.type === 'report' && message.step === epoch) asked = 0;
      },
      () => asked++ > 2,
    );
    expect(outcome).toEqual({ state: 'stopped' });
    return messages;
  }

  it.each(SETTINGS)(
    'ends with the same bits as if it had never been interrupted, with %o',
    async (setting) => {
      const job = jobOf(setting);
      const whole = await run(job);
      const last = reports(whole.messages).length;
      const resume = stateOf(await stopAfter(last - 2, job));
      expect(resume.step).toBe(last - 2);
      const first = await run({ ...job, resume });
      expect(first.messages[0]).toMatchObject({ type: 'started', resumed: { step: last - 2 } });
      expect(reports(first.messages)).toEqual(reports(whole.messages).slice(-2));
      expect(told(first.outcome)).toEqual(told(whole.outcome));

      const end = stateOf(whole.messages);
      const onlyEnd = await run({ ...job, resume: end });
      expect(reports(onlyEnd.messages)).toEqual([]);
      expect(told(onlyEnd.outcome)).toEqual(told(whole.outcome));
    },
  );

  it('counts the time of the attempts before', async () => {
    const resume = stateOf(await stopAfter(4, jobOf({})));
    const { messages, outcome } = await run({ ...jobOf({}), resume });
    const [started] = messages;
    if (started?.type !== 'started' || outcome.state !== 'completed') throw new Error('it did not go on');
    expect(started.resumed!.elapsedMs).toBeGreaterThan(0);
    expect(outcome.result.durationMs).toBeGreaterThan(started.resumed!.elapsedMs);
  });

  it('begins anew where the state is not one of its own, and says why', async () => {
    const state = stateOf(await stopAfter(2, jobOf({})));
    const torn = { ...state, content: state.content.slice(0, -4) };
    const flipped = { ...state, content: state.content.slice() };
    flipped.content[flipped.content.length - 1000]! ^= 1;
    const cases: readonly [TrainingState, Assignment, RegExp][] = [
      [torn, {}, /is damaged/],
      [flipped, {}, /is damaged/],
      [{ step: 2, content: new Uint8Array(3) }, {}, /another version/],
      [state, { dropout: 0.1 }, /is of another engine, processor/],
    ];
    for (const [resume, parameters, reason] of cases) {
      const whole = await run(jobOf(parameters));
      const { messages, outcome } = await run({ ...jobOf(parameters), resume });
      expect(messages[0]).toMatchObject({
        type: 'started',
        refused: expect.stringMatching(reason) as string,
      });
      expect(reports(messages)).toEqual(reports(whole.messages));
      expect(told(outcome)).toEqual(told(whole.outcome));
    }
  });

  it('leaves a state at every rung and at its end', async () => {
    const { messages } = await run({ ...jobOf({}), isJudged: true, rungs: [1, 3] });
    const steps = messages.flatMap((message) => (message.type === 'state' ? [message.step] : []));
    expect(steps).toEqual([1, 3, EPOCHS]);
  });

  it('ends after the very report that is answered with a stop, with the state of that epoch', async () => {
    let isToStop = false;
    const judged = { ...jobOf({}), isJudged: true };
    const { messages, outcome } = await run(
      judged,
      async (message) => {
        await new Promise((resolve) => setImmediate(resolve));
        if (message.type === 'report' && message.step === 3) isToStop = true;
      },
      () => isToStop,
    );
    expect(outcome).toEqual({ state: 'stopped' });
    expect(reports(messages).map(({ step }) => step)).toEqual([1, 2, 3]);
    const resume = stateOf(messages);
    expect(resume.step).toBe(3);
    expect(told((await run({ ...judged, resume })).outcome)).toEqual(told((await run(jobOf({}))).outcome));
  });
});

function reports(messages: readonly TrialMessage[]): { step: number; metrics: unknown }[] {
  return messages.flatMap((message) =>
    message.type === 'report'
      ? [{ step: message.step, metrics: message.metrics, digest: message.digest }]
      : [],
  );
}

/** The last state that was sent. */
function stateOf(messages: readonly TrialMessage[]): TrainingState {
  const state = messages.filter((message) => message.type === 'state').at(-1);
  return { step: state!.step, content: state!.content };
}

/** The outcome, without what the clock measures. */
function told(outcome: TrialOutcome): unknown {
  if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
  const { durationMs: _, metrics, ...result } = outcome.result;
  const { latencyMs: __, ...others } = metrics;
  return { ...result, metrics: others };
}
