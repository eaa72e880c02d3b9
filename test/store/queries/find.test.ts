import { describe, expect, test } from 'vitest';
import { bestTrial, findSweep, findTrial, listSweeps, trialDetail } from '../../../src/store/index.ts';
import { begin, complete, database, fail, planned } from '../fixture.ts';

function twoSweeps() {
  const db = database();
  const first = begin(db, { name: 'cnn' });
  const [a, b] = first.planTrials([planned({ units: 1 }), planned({ units: 2 })], [7]);
  complete(first, a!, 0.6);
  complete(first, b!, 0.8);
  first.end('completed');
  const second = begin(db, { name: 'ann/wide' });
  fail(second, second.planTrials([planned({ units: 3 })], [7])[0]!);
  second.end('failed');
  return db;
}

describe('a sweep is found', () => {
  test('as the latest, by name, by id', () => {
    const db = twoSweeps();
    expect(findSweep(db).name).toBe('ann/wide');
    expect(findSweep(db, 'cnn').id).toBe(1);
    expect(findSweep(db, '2').name).toBe('ann/wide');
  });

  test('by a number as its id, whatever others are named', () => {
    const db = twoSweeps();
    begin(db, { name: '1', identity: 'named like an id' });
    expect(findSweep(db, '1').id).toBe(3);
    expect(findSweep(db, 1).name).toBe('cnn');
    expect(() => findSweep(db, 9)).toThrow(expect.objectContaining({ code: 'sweep_not_found' }));
  });

  test('as the latest of its name', () => {
    const db = twoSweeps();
    begin(db, { name: 'cnn', identity: 'another seed', seed: 8 });
    expect(findSweep(db, 'cnn')).toMatchObject({ id: 3, seed: 8 });
  });

  test('by a name whose accents are encoded otherwise, in either way', () => {
    const db = database();
    begin(db, { name: 'modèle'.normalize('NFD'), identity: 'a' });
    begin(db, { name: 'été'.normalize('NFC'), identity: 'b' });
    expect(findSweep(db, 'modèle'.normalize('NFC')).id).toBe(1);
    expect(findSweep(db, 'été'.normalize('NFD')).id).toBe(2);
    expect(() => findSweep(db, 'modele')).toThrow(expect.objectContaining({ code: 'sweep_not_found' }));
  });

  test('or else named with what there is', () => {
    const db = twoSweeps();
    expect(() => findSweep(db, 'CN')).toThrow(
      expect.objectContaining({ code: 'sweep_not_found', hint: 'Did you mean cnn?' }),
    );
    expect(() => findSweep(db, 'cnn/3')).toThrow(
      expect.objectContaining({ hint: 'That names a trial of cnn, and a sweep is needed here.' }),
    );
    expect(() => findSweep(db, 'x')).toThrow(expect.objectContaining({ hint: 'There are: ann/wide, cnn.' }));
    expect(() => findSweep(db, '9')).toThrow(expect.objectContaining({ code: 'sweep_not_found' }));
    expect(() => findSweep(database())).toThrow(
      expect.objectContaining({
        code: 'sweep_not_found',
        hint: expect.stringContaining('Run a sweep first'),
      }),
    );
  });
});

describe('a trial is found', () => {
  test('by its number in the latest or the named sweep', () => {
    const db = twoSweeps();
    expect(findTrial(db, '1')).toEqual({ trialId: 3, sweepId: 2, number: 1 });
    expect(findTrial(db, '2', 'cnn')).toEqual({ trialId: 2, sweepId: 1, number: 2 });
    expect(findTrial(db, 'cnn/2').trialId).toBe(2);
    expect(findTrial(db, 'ann/wide/1').trialId).toBe(3);
    expect(findTrial(db, '#1').trialId).toBe(3);
  });

  test('as the best', () => {
    const db = twoSweeps();
    expect(findTrial(db, 'cnn/best').number).toBe(2);
    expect(bestTrial(db, 1).number).toBe(2);
    expect(() => findTrial(db, 'best')).toThrow(
      expect.objectContaining({
        code: 'trial_not_found',
        message: 'The sweep ann/wide has no completed trial.',
      }),
    );
  });

  test('or else the error says which there are', () => {
    const db = twoSweeps();
    for (const ref of ['cnn/3', 'cnn/0', 'cnn/-1', 'cnn/two', 'cnn/']) {
      expect(() => findTrial(db, ref)).toThrow(
        expect.objectContaining({ code: 'trial_not_found', hint: expect.stringContaining('1 to 2') }),
      );
    }
    expect(() => findTrial(db, 'cnn')).toThrow(
      expect.objectContaining({ hint: 'cnn is a sweep: its best trial is cnn/best.' }),
    );
    expect(() => trialDetail(db, 99)).toThrow(expect.objectContaining({ code: 'trial_not_found' }));
  });
});

test('the list of sweeps has the latest first, with counts and the best', () => {
  const [second, first] = listSweeps(twoSweeps());
  expect(second).toMatchObject({ name: 'ann/wide', state: 'failed', best: null, configurations: 1 });
  expect(second!.trials).toMatchObject({ total: 1, failed: 1, completed: 0 });
  expect(first).toMatchObject({ name: 'cnn', state: 'completed', configurations: 2, trainingMs: 4000 });
  expect(first!.best).toMatchObject({ mean: 0.8, trials: [2] });
});
