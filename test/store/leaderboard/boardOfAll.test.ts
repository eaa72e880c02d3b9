import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BoardOfAll,
  Boards,
  createSweepStore,
  type Database,
  openDatabase,
} from '../../../src/store/index.ts';
import { begin, complete, planned, sweepStart } from '../sweeps.ts';

describe('the board of all sweeps', () => {
  let db: Database;
  beforeEach(() => {
    db = openDatabase(':memory:');
  });
  afterEach(() => db.close());

  /** Sweep 1 varies units, and the learning rate with the optimizer; sweep 2 varies dropout, and ranks by a loss. */
  function twoSweeps(hidden: readonly number[] = []): BoardOfAll {
    const one = begin(db, {
      name: 'one',
      identity: 'one',
      specJson: '{"parameters":{"optimizer":{"values":["adam","sgd"]}}}',
    });
    const trials = one.planTrials([planned({ optimizer: 'adam' }), planned({ optimizer: 'sgd' })], [7]);
    for (const [index, trial] of trials.entries()) complete(one, trial, 0.6 + index / 10);
    const metric = { name: 'val_loss', goal: 'minimize' } as const;
    const two = begin(db, { name: 'two words', identity: 'two', metric });
    for (const trial of two.planTrials([planned({ dropout: 0 }), planned({ dropout: 0.3 })], [7]))
      complete(two, trial, 0.4 + trial.number / 10);
    const boards = new Boards(db);
    return new BoardOfAll(boards, boards.sweeps(), new Set(hidden));
  }

  const refs = (board: BoardOfAll, options: Parameters<BoardOfAll['rows']>[0]) =>
    board.rows(options).map(({ sweep, trials, rank }) => `${sweep}/${trials} ${rank}`);

  it('has the rows of one sweep after those of another, each with its own ranks', () => {
    expect(refs(twoSweeps(), {})).toEqual(['2/2 1', '2/1 2', '1/2 1', '1/1 2']);
  });

  it('is filtered and sorted by sweep, and a metric has the order of the sweep that ranks by it', () => {
    const board = twoSweeps();
    expect(refs(board, { where: 'sweep="two words" and dropout=0' })).toEqual(['2/1 2']);
    expect(refs(board, { where: 'sweepId=1 and metric=val_accuracy' })).toEqual(['1/2 1', '1/1 2']);
    expect(refs(board, { sort: 'sweep' })).toEqual(['1/2 1', '1/1 2', '2/2 1', '2/1 2']);
    expect(refs(board, { sort: 'val_loss', limit: 1 })).toEqual(['1/2 1']);
    expect(() => board.rows({ where: 'sweap=one' })).toThrow('there is no column sweap');
  });

  it('takes a name for that of a parameter before it takes it for an alias', () => {
    const sweep = createSweepStore(db).beginSweep({
      ...sweepStart({ name: 'program', identity: 'program' }),
      trainable: 'program',
      shared: { command: ['train'] },
    });
    for (const trial of sweep.planTrials([{ configuration: { lr: 0.5 }, facts: {} }], [7])) {
      sweep.startTrial(trial, 0);
      sweep.recordSteps([{ ...trial, step: 1, durationMs: 1, metrics: { val_accuracy: 0.1 } }]);
    }
    const board = twoSweeps();
    expect(refs(board, { where: 'lr=0.5' })).toEqual(['1/1 null']);
    expect(refs(board, { where: 'parameters.learning_rate=0.01' })).toEqual(['2/2 1']);
  });

  it('has no values to choose from where the sweeps together have many', () => {
    for (const from of [0, 20]) {
      const sweep = begin(db, { name: `units from ${from}`, identity: String(from) });
      sweep.planTrials(
        Array.from({ length: 20 }, (_, index) => planned({ units: from + index + 1, batch_size: 32 + from })),
        [7],
      );
    }
    const boards = new Boards(db);
    expect(boards.categories(1).get('units')).toHaveLength(20);
    expect(new BoardOfAll(boards, boards.sweeps()).categories().has('units')).toBe(false);
  });

  it('knows what varies in any sweep', () => {
    const board = twoSweeps();
    expect(board.varying()).toEqual(expect.arrayContaining(['dropout', 'optimizer', 'learning_rate']));
    expect(board.parameters().slice(0, 1)).toEqual(['dropout']);
    expect(board.derived()).toEqual(['learning_rate']);
    expect(board.categories().get('optimizer')).toEqual(['adam', 'sgd']);
    expect(board.metricNames()).toContain('val_loss');
  });

  it('counts all rows of a hidden sweep as hidden', () => {
    expect(refs(twoSweeps([2]), { withoutHidden: true })).toEqual(['1/2 1', '1/1 2']);
  });
});
