import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  confidences,
  createSweepStore,
  findSweep,
  findTrial,
  labels,
  listSweeps,
  networkTrial,
  predictions,
  sweepProgress,
  trialDetail,
  trialHistory,
  weights,
} from '../../src/store/index.ts';
import type { NetworkArtifacts } from '../../src/trainable/network/artifacts.ts';
import { begin, complete, DATASET, database, epoch, fail, planned, result, sweepStart } from './fixture.ts';

const CONFIGURATIONS = [planned({ optimizer: 'adam' }), planned({ optimizer: 'sgd' })];

describe('beginning a sweep', () => {
  test('creates it, with what its trials share', () => {
    const db = database();
    const sweep = begin(db);
    expect(sweep).toMatchObject({ sweepId: 1, resumed: false });
    const info = findSweep(db);
    expect(info).toMatchObject({ name: 'cnn', state: 'running', specText: 'name: cnn # mine\n', seed: 7 });
    expect(info).toMatchObject({ trainable: 'network', engine: 'onnx', dataset: DATASET });
  });

  test('continues the newest of the same identity, with the spec as it is now', () => {
    const db = database();
    begin(db).end('completed');
    const again = begin(db, { specText: 'name: cnn # edited\n' });
    expect(again).toMatchObject({ sweepId: 1, resumed: true });
    expect(findSweep(db)).toMatchObject({
      state: 'running',
      specText: 'name: cnn # edited\n',
      endedAtMs: null,
    });
  });

  test('of another identity is another sweep, even of the same name', () => {
    const db = database();
    begin(db).end('completed');
    expect(begin(db, { identity: 'another seed' })).toMatchObject({ sweepId: 2, resumed: false });
  });
});

describe('the plan', () => {
  test('has a trial for every configuration and seed, in that order', () => {
    const trials = begin(database()).planTrials(CONFIGURATIONS, [7, 8]);
    expect(trials.map(({ number, replicate, seed }) => [number, replicate, seed])).toEqual([
      [1, 0, 7],
      [2, 1, 8],
      [3, 0, 7],
      [4, 1, 8],
    ]);
    expect(trials.every(({ state, attempt }) => state === 'queued' && attempt === 1)).toBe(true);
    expect(trials[2]!.configuration).toBe(CONFIGURATIONS[1]!.configuration);
  });

  test('changes nothing when it is made again, and adds what is missing', () => {
    const sweep = begin(database());
    const first = sweep.planTrials(CONFIGURATIONS, [7]);
    expect(sweep.planTrials(CONFIGURATIONS, [7])).toEqual(first);
    const more = sweep.planTrials([planned({ optimizer: 'rmsprop' }), ...CONFIGURATIONS], [7, 8]);
    expect(more.map(({ number }) => number)).toEqual([3, 4, 1, 5, 2, 6]);
  });

  test('holds a configuration once, however often it is given', () => {
    const same = [planned({ optimizer: 'adam' }), planned({ optimizer: 'adam', momentum: 0.5 })];
    expect(begin(database()).planTrials(same, [7])).toHaveLength(1);
  });

  test('queues failed and cancelled trials again as another attempt, and leaves finished ones', () => {
    const db = database();
    const sweep = begin(db);
    const trials = sweep.planTrials([...CONFIGURATIONS, planned({ units: 5 }), planned({ units: 6 })], [7]);
    complete(sweep, trials[0]!, 0.9);
    sweep.startTrial(trials[1]!, 0);
    sweep.recordSteps([{ ...trials[1]!, ...epoch(1, 0.1) }]);
    fail(sweep, trials[1]!);
    sweep.endTrial(trials[2]!, { state: 'cancelled' });
    sweep.startTrial(trials[3]!, 0);
    sweep.endTrial(trials[3]!, { state: 'pruned' });
    sweep.end('interrupted');

    const again = begin(db).planTrials(
      [...CONFIGURATIONS, planned({ units: 5 }), planned({ units: 6 })],
      [7],
    );
    expect(again.map(({ state, attempt }) => [state, attempt])).toEqual([
      ['completed', 1],
      ['queued', 2],
      ['queued', 2],
      ['pruned', 1],
    ]);
    const { trialId } = findTrial(db, '2');
    expect(trialDetail(db, trialId)).toMatchObject({ steps: 0, lastStep: null, metrics: {}, reason: null });
    expect(trialHistory(db, trialId)).toEqual([]);
    expect(trialHistory(db, trialId, 1)).toHaveLength(1);
  });
});

describe('a trial', () => {
  test('runs, reports and completes', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    expect(sweep.startTrial(trial!, 1)).toBe(true);
    expect(sweep.recordSteps([{ ...trial!, ...epoch(1, 0.5) }])).toBe(4);
    expect(sweepProgress(db, 1).running).toMatchObject([
      { number: 1, worker: 1, steps: 1, metrics: { val_accuracy: 0.5 } },
    ]);
    sweep.recordSteps([{ ...trial!, ...epoch(2, 0.7) }]);
    const done = result(trial!, { kept: epoch(2, 0.7) });
    expect(sweep.endTrial(trial!, { state: 'completed', result: done })).toBe(true);

    const { trialId } = findTrial(db, '1');
    expect(trialDetail(db, trialId)).toMatchObject({
      state: 'completed',
      steps: 2,
      lastStep: 2,
      metrics: { val_accuracy: 0.7, test_accuracy: 0.8, latencyMs: 0.25 },
    });
    expect(networkTrial(db, trialId)).toMatchObject({
      model: 'ann',
      val_accuracy: 0.7,
      test_accuracy: 0.8,
      durationMs: 2000,
      latencyMs: 0.25,
      fingerprint: 'onnx 1.30 on abacus',
      predictions: ['test', 'validation'],
      hasWeights: true,
    });
    expect(trialHistory(db, trialId)).toEqual([epoch(1, 0.5), epoch(2, 0.7)]);
    const artifacts = done.artifacts as NetworkArtifacts;
    expect(predictions(db, trialId, 'validation')).toEqual(artifacts.predictions.validation);
    expect(predictions(db, trialId, 'test')).toEqual(artifacts.predictions.test);
    expect(Uint8Array.from(confidences(db, trialId, 'test')!)).toEqual(artifacts.confidences.test);
    const kept = weights(db, trialId)!;
    expect(kept.map(({ values }) => values)).toEqual(artifacts.weights);
    expect(kept[0]).toMatchObject({ name: 'dense/kernel', shape: [36, 4] });
  });

  test('never changes once it has ended', () => {
    const db = database();
    const sweep = begin(db);
    const [trial, other] = sweep.planTrials(CONFIGURATIONS, [7]);
    complete(sweep, trial!, 0.9);
    fail(sweep, other!);
    const details = () => [trialDetail(db, 1), trialDetail(db, 2)].map(({ sweep: _sweep, ...own }) => own);
    const before = details();
    for (const ended of [trial!, other!]) {
      expect(sweep.startTrial(ended, 1)).toBe(false);
      expect(sweep.recordSteps([{ ...ended, ...epoch(3, 0.99) }])).toBe(0);
      expect(sweep.endTrial(ended, { state: 'completed', result: result(ended) })).toBe(false);
      expect(sweep.endTrial(ended, { state: 'cancelled' })).toBe(false);
      expect(sweep.requeueTrial(ended)).toBeUndefined();
    }
    expect(details()).toEqual(before);
  });

  test('keeps why it failed', () => {
    const db = database();
    const sweep = begin(db);
    fail(sweep, sweep.planTrials(CONFIGURATIONS, [7])[0]!);
    expect(trialDetail(db, 1)).toMatchObject({
      state: 'failed',
      reason: { code: 'training_diverged', message: 'The loss became NaN.', hint: 'Lower it.' },
    });
  });

  test('ignores what is said twice and what is said of an attempt that was given up', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    expect(sweep.recordSteps([{ ...trial!, ...epoch(1, 0.5) }])).toBe(0);
    sweep.startTrial(trial!, 0);
    expect(sweep.startTrial(trial!, 0)).toBe(true);
    expect(sweep.recordSteps([1, 2].map((n) => ({ ...trial!, ...epoch(n, n / 10) })))).toBe(8);
    expect(sweep.recordSteps([1, 2, 3].map((n) => ({ ...trial!, ...epoch(n, n / 10) })))).toBe(4);
    expect(trialDetail(db, 1)).toMatchObject({ steps: 3, metrics: { val_accuracy: 0.3 } });

    expect(sweep.requeueTrial(trial!)).toEqual({ number: 1, attempt: 2 });
    expect(sweep.requeueTrial(trial!)).toBeUndefined();
    expect(sweep.recordSteps([{ ...trial!, ...epoch(4, 0.4) }])).toBe(0);
    expect(sweep.endTrial(trial!, { state: 'completed', result: result(trial!) })).toBe(false);
    expect(trialDetail(db, 1)).toMatchObject({ state: 'queued', steps: 0 });
  });

  test('stores NaN and infinities as nothing', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    sweep.startTrial(trial!, 0);
    const report = epoch(1, 0.1, { loss: Number.NaN, val_loss: Number.POSITIVE_INFINITY });
    sweep.recordSteps([{ ...trial!, ...report }]);
    const metrics = { ...report.metrics, loss: null, val_loss: null };
    expect(trialHistory(db, 1)).toEqual([{ ...report, metrics }]);
    expect(trialDetail(db, 1).metrics).toEqual(metrics);
  });
});

describe('weights', () => {
  test('are kept of the ten best trials of a sweep', () => {
    const db = database();
    const sweep = begin(db);
    const trials = sweep.planTrials(
      Array.from({ length: 13 }, (_, i) => planned({ units: i + 1 })),
      [7],
    );
    for (const [i, trial] of trials.entries()) complete(sweep, trial, [0.5, 0.9, 0.1][i % 3]! + i / 1000);
    const without = trials.filter((_, i) => weights(db, i + 1) === undefined).map(({ number }) => number);
    expect(without).toEqual([3, 6, 9]);
  });

  test('that do not fit the network undo the whole ending', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    sweep.startTrial(trial!, 0);
    const wrong = result(trial!, { weights: [new Float32Array(3)] });
    expect(() => sweep.endTrial(trial!, { state: 'completed', result: wrong })).toThrow(
      'shapes of its network',
    );
    expect(networkTrial(db, 1)).toMatchObject({ state: 'running', predictions: [] });
  });
});

test('the true classes are kept beside the predictions', () => {
  const db = database();
  const sweep = begin(db);
  const classes = { validation: Uint16Array.of(2, 1), test: Uint16Array.of(0, 1, 2) };
  sweep.recordShared({ labels: classes });
  sweep.recordShared({ labels: classes });
  expect(labels(db, sweep.sweepId, 'test')).toEqual(classes.test);
  expect(labels(db, sweep.sweepId, 'validation')).toEqual(classes.validation);
  expect(labels(db, 99, 'test')).toBeUndefined();
});

describe('classes in the database', () => {
  const start = (classes: number) => ({
    dataset: { ...DATASET, input: { ...DATASET.input, classes } },
  });

  test('are read from the one byte per image that every database of up to 256 classes has', () => {
    const db = database();
    const sweep = begin(db, start(256));
    sweep.recordShared({ labels: { validation: Uint16Array.of(7), test: Uint16Array.of(0, 255, 3) } });
    const stored = db.read((orm) => orm.all(sql`SELECT hex(classes) AS bytes FROM labels ORDER BY split`));
    expect(stored).toEqual([{ bytes: '00FF03' }, { bytes: '07' }]);
    expect(labels(db, sweep.sweepId, 'test')).toEqual(Uint16Array.of(0, 255, 3));
  });

  test('of more than 256 classes come back whole, true and predicted', () => {
    const db = database();
    const sweep = begin(db, start(1000));
    const classes = { validation: Uint16Array.of(999, 255), test: Uint16Array.of(256, 1, 998) };
    sweep.recordShared({ labels: classes });
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    complete(sweep, trial!, 0.5, { predictions: classes });
    const { trialId } = findTrial(db, '1');
    for (const split of ['validation', 'test'] as const) {
      expect(labels(db, sweep.sweepId, split)).toEqual(classes[split]);
      expect(predictions(db, trialId, split)).toEqual(classes[split]);
    }
  });
});

describe('ending a sweep', () => {
  test('puts what still runs back into the queue', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = sweep.planTrials(CONFIGURATIONS, [7]);
    sweep.startTrial(trial!, 0);
    sweep.end('interrupted');
    sweep.end('interrupted');
    expect(listSweeps(db)[0]).toMatchObject({ state: 'interrupted', trials: { queued: 2, running: 0 } });
    expect(begin(db).planTrials(CONFIGURATIONS, [7])[0]).toMatchObject({ state: 'queued', attempt: 2 });
  });

  test('is final for who ended it', () => {
    const sweep = begin(database());
    sweep.end('completed');
    expect(() => sweep.heartbeat()).toThrow(expect.objectContaining({ code: 'database_busy' }));
  });
});

describe('who runs a sweep', () => {
  const elsewhere = { pid: 4242, host: 'another machine' };

  test('keeps others out while it gives signs of life, and loses it without', () => {
    const db = database();
    let nowMs = Date.now();
    const first = createSweepStore(db, { now: () => nowMs, owner: elsewhere }).beginSweep(sweepStart());
    const [trial] = first.planTrials(CONFIGURATIONS, [7]);
    first.startTrial(trial!, 0);
    const here = createSweepStore(db, { now: () => nowMs });

    nowMs += 20_000;
    first.heartbeat();
    nowMs += 20_000;
    expect(() => here.beginSweep(sweepStart())).toThrow(
      expect.objectContaining({ code: 'database_busy', message: expect.stringContaining('4242') }),
    );

    nowMs += 20_000;
    const second = here.beginSweep(sweepStart());
    expect(second).toMatchObject({ sweepId: first.sweepId, resumed: true });
    expect(second.planTrials(CONFIGURATIONS, [7])[0]).toMatchObject({ state: 'queued', attempt: 2 });
    for (const call of [
      () => first.heartbeat(),
      () => first.recordSteps([{ ...trial!, ...epoch(1, 0.5) }]),
      () => first.end('completed'),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'database_busy' }));
    }
    second.end('completed');
  });

  test('is not looked for in a process of this machine that does not exist', () => {
    const db = database();
    const gone = { pid: 2 ** 22 + 1, host: 'here' };
    createSweepStore(db, { owner: gone }).beginSweep(sweepStart());
    expect(
      createSweepStore(db, { owner: { pid: process.pid, host: 'here' } }).beginSweep(sweepStart()).resumed,
    ).toBe(true);
  });

  test('does not keep others from another sweep in the same file', () => {
    const db = database();
    begin(db);
    expect(begin(db, { identity: 'another' }).sweepId).toBe(2);
  });
});
