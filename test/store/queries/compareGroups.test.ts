import { describe, expect, test } from 'vitest';
import { annotate, compareGroups } from '../../../src/store/index.ts';
import { begin, complete, DATASET, database, fail, planned } from '../fixture.ts';
import { beginProgram } from '../programs.ts';

function annAgainstCnn() {
  const db = database();
  const sweep = begin(db);
  const plan = [
    planned({ units: 3 }),
    planned({ units: 4 }),
    planned({}, 'cnn'),
    planned({ filters: 3 }, 'cnn'),
  ];
  const accuracies = [0.5, 0.6, 0.8, 0.6, 0.9, 0.95, 0.99, 0.99];
  for (const [i, trial] of sweep.planTrials(plan, [7, 8]).entries()) {
    if (i === 7) fail(sweep, trial);
    else complete(sweep, trial, accuracies[i]!);
  }
  return db;
}

describe('comparing groups', () => {
  test('takes the best configuration of each, and its best replicate', () => {
    const groups = compareGroups(annAgainstCnn(), [1], 'model');
    expect(groups.map(({ value, trial }) => [value, trial])).toEqual([
      ['ann', { trialId: 3, sweepId: 1, number: 3 }],
      ['cnn', { trialId: 6, sweepId: 1, number: 6 }],
    ]);
    expect(groups[1]).toMatchObject({ best: { trials: [5, 6], replicates: 2 }, trialRow: { mean: 0.95 } });
  });

  test('by a parameter goes in the order of its values', () => {
    expect(compareGroups(annAgainstCnn(), [1], 'units').map(({ value }) => value)).toEqual(['3', '4']);
    expect(compareGroups(annAgainstCnn(), [1], 'filters').map(({ value }) => value)).toEqual(['–', '2', '3']);
  });

  test('takes several sweeps together where their data and metric are the same', () => {
    const db = annAgainstCnn();
    const other = begin(db, { name: 'other' });
    complete(other, other.planTrials([planned({ units: 9 })], [7])[0]!, 0.999);
    expect(compareGroups(db, [1, 2], 'model')[0]).toMatchObject({ trial: { sweepId: 2, number: 1 } });
    expect(compareGroups(db, [1, 2], 'sweep').map(({ value }) => value)).toEqual(['1', '2']);

    begin(db, { name: 'drawn', dataset: { ...DATASET, fingerprint: 'drawn' } });
    expect(() => compareGroups(db, [1, 3], 'model')).toThrow(
      expect.objectContaining({ code: 'dataset_mismatch' }),
    );
    beginProgram(db, { name: 'mine' });
    expect(() => compareGroups(db, [1, 4], 'sweep')).toThrow(/^mine has no dataset, and \S+ has one\.$/);
    begin(db, { name: 'losses', metric: { name: 'val_loss', goal: 'minimize' } });
    expect(() => compareGroups(db, [1, 5], 'model')).toThrow(
      expect.objectContaining({ code: 'nothing_to_compare' }),
    );
  });

  test('leaves out what is hidden, and says so where nothing is left', () => {
    const db = annAgainstCnn();
    for (const trial of [5, 6]) annotate(db, { sweepId: 1, trial }, { hidden: true });
    expect(compareGroups(db, [1], 'model')[1]).toMatchObject({ best: { trials: [7, 8] }, hidden: 1 });
    for (const trial of [7, 8]) annotate(db, { sweepId: 1, trial }, { hidden: true });
    expect(() => compareGroups(db, [1], 'model')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Hidden rows do not count.') }),
    );
  });

  test('needs two groups with a completed trial', () => {
    const db = annAgainstCnn();
    expect(() => compareGroups(db, [1], 'optimizer')).toThrow(
      expect.objectContaining({
        code: 'nothing_to_compare',
        message: expect.stringContaining('only optimizer = adam has'),
      }),
    );
    expect(() => compareGroups(db, [1], 'colour')).toThrow(
      expect.objectContaining({
        code: 'filter_invalid',
        hint: expect.stringMatching(/^There are model, sweep, .*that do not vary here\.$/),
      }),
    );
    expect(() => compareGroups(db, [1], 'optimiser')).toThrow(
      expect.objectContaining({ code: 'filter_invalid', hint: 'Did you mean optimizer?' }),
    );
    expect(() => compareGroups(db, [9], 'model')).toThrow(
      expect.objectContaining({ code: 'sweep_not_found' }),
    );
  });
});
