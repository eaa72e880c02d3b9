import { describe, expect, test } from 'vitest';
import {
  Boards,
  bestTrial,
  compareGroups,
  findSweep,
  type LeaderboardRow,
  leaderboard,
  listSweeps,
  metricCurves,
  metricNames,
  networkTrial,
  STEP_DURATION,
  trialDetail,
  trialHistory,
  trialRecords,
  writeColumn,
  writeCondition,
} from '../../src/store/index.ts';
import { database } from './fixture.ts';
import { beginProgram, cell, fillProgram, report, runProgram } from './programs.ts';

const numbers = (rows: readonly LeaderboardRow[]) => rows.map(({ trials }) => trials[0]);

describe('a sweep over a program', () => {
  test('has what its trials logged, at the steps at which they did', () => {
    const db = database();
    fillProgram(db);
    const history = trialHistory(db, 1);
    expect(history).toHaveLength(30);
    expect(history[0]).toEqual(report(0, { loss: 1, score: 0 }));
    expect(history[29]).toEqual(report(29, { loss: 1 / 30 }));
    expect(trialDetail(db, 1)).toMatchObject({
      steps: 30,
      lastStep: 29,
      metrics: { loss: 1 / 30, score: 0.2 },
    });
    expect(trialDetail(db, 2)).toMatchObject({ steps: 2, lastStep: 500, metrics: { loss: 3, score: 0.15 } });
    expect(trialDetail(db, 3)).toMatchObject({ state: 'failed', metrics: { loss: null } });
    const curves = metricCurves(db, 1, [1, 2, 3], 'score');
    expect(curves.get(1)).toEqual({ steps: [0, 10, 20], values: [0, 0.1, 0.2] });
    expect(curves.get(2)).toEqual({ steps: [500], values: [0.15] });
    expect(curves.get(3)).toEqual({ steps: [], values: [] });
    expect(metricCurves(db, 1, [2], STEP_DURATION).get(2)).toEqual({ steps: [0, 500], values: [10, 10] });
  });

  test('ranks by a metric that some never report, and knows nothing of networks', () => {
    const db = database();
    fillProgram(db);
    const rows = leaderboard(db, 1);
    expect(rows.map(({ rank, trials, mean }) => [rank, trials, mean])).toEqual([
      [1, [1], 0.2],
      [2, [2], 0.15],
      [null, [3], null],
    ]);
    expect(rows[0]).toMatchObject({ dataset: null, validation: null, rankedOn: null, facts: {}, steps: 30 });
    expect(networkTrial(db, 1)).toBeUndefined();
    expect(bestTrial(db, 1).number).toBe(1);
    expect(listSweeps(db)[0]).toMatchObject({ trainable: 'program', best: { mean: 0.2 }, dataset: null });
    expect(trialRecords(db, 1).map(({ rank }) => rank)).toEqual([1, 2, null]);
    expect(compareGroups(db, [1], 'layers').map(({ value }) => value)).toContain('[64, 32]');
    const best = new Boards(db).leaderboard(1, { step: 'best' });
    expect(best.map(({ bestSteps, metrics }) => [bestSteps, metrics.loss])).toEqual([
      [[20], 1 / 21],
      [[500], 3],
      [undefined, null],
    ]);
  });

  test('names the metric that ranks first, then all that were logged', () => {
    const db = database();
    fillProgram(db);
    expect(metricNames(db, findSweep(db))).toEqual(['score', 'eval/größe "1"', 'loss']);
  });

  test('puts a trial with fewer values behind sound ones, and one without any behind all that has a rank', () => {
    const db = database();
    const sweep = beginProgram(db, { replicates: 2 });
    const trials = sweep.planTrials([cell({ x: 1 }), cell({ x: 2 }), cell({ x: 3 })], [3, 4]);
    const scores = [0.9, undefined, 0.1, 0.2, undefined, undefined];
    for (const [index, trial] of trials.entries()) {
      const score = scores[index];
      runProgram(sweep, trial, report(0, { loss: index, ...(score === undefined ? {} : { score }) }));
    }
    expect(
      leaderboard(db, 1).map(({ rank, parameters, mean, metrics }) => [
        rank,
        parameters.x,
        mean,
        metrics.loss,
      ]),
    ).toEqual([
      [1, 2, expect.closeTo(0.15), 2.5],
      [2, 1, 0.9, 0.5],
      [null, 3, null, 4.5],
    ]);
    expect(leaderboard(db, 1)[1]!.metrics.score).toBeNull();
  });
});

/** Names that people use, some of which every JavaScript object has. */
const NAMES = [
  'eval/größe "1"',
  "it's",
  'a `quoted` name',
  '靴 🧵',
  'a:desc',
  '-minus',
  '',
  ' ',
  'and',
  'state',
  'mean',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'line\nbreak',
  "'; DROP TABLE trials; --",
  'x'.repeat(250),
];

describe('names that others chose', () => {
  test.each(NAMES)('the metric %j is stored, shown, sorted and filtered by', (name) => {
    const db = database();
    const sweep = beginProgram(db, { metric: { name, goal: 'minimize' }, replicates: 2 });
    const [low, again, high, without] = sweep.planTrials([cell({ x: 1 }), cell({ x: 2 })], [3, 4]);
    for (const [trial, value] of [
      [low, 1],
      [again, 3],
      [high, 5],
    ] as const)
      runProgram(
        sweep,
        trial!,
        report(0, Object.fromEntries([[name, value + 1]])),
        report(1, Object.fromEntries([[name, value]])),
      );
    runProgram(sweep, without!, report(0, { other: 1 }));
    const own = (metrics: object) => Object.getOwnPropertyDescriptor(metrics, name)?.value;
    expect(trialHistory(db, 1).map(({ metrics }) => own(metrics))).toEqual([2, 1]);
    expect(own(trialDetail(db, 1).metrics)).toBe(1);
    expect(own(trialDetail(db, 4).metrics)).toBeUndefined();
    expect(metricNames(db, findSweep(db))).toEqual([name, 'other']);
    expect(metricCurves(db, 1, [1], name).get(1)).toEqual({ steps: [0, 1], values: [2, 1] });
    const boards = new Boards(db);
    expect(boards.leaderboard(1).map(({ mean, metrics }) => [mean, own(metrics)])).toEqual([
      [2, 2],
      [5, null],
    ]);
    expect(boards.optimizationHistory(1)).toEqual([1, 1, 1]);
    const best = boards.leaderboard(1, { step: 'best', by: 'trial' });
    expect(best.map(({ mean, metrics }) => [mean, own(metrics)])).toEqual([
      [1, 1],
      [3, 3],
      [5, 5],
      [null, undefined],
    ]);
    const column = `metrics.${name}`;
    const by = (options: object) => numbers(boards.leaderboard(1, { by: 'trial', ...options }));
    expect(by({ sort: `${column}:desc` })).toEqual([3, 2, 1, 4]);
    expect(by({ sort: column })).toEqual([1, 2, 3, 4]);
    expect(by({ where: `${writeColumn(column)} > 2` })).toEqual([2, 3]);
  });

  test.each(NAMES)('the parameter %j, too', (name) => {
    const db = database();
    const sweep = beginProgram(db);
    const cells = ['b', 'a'].map((value) => cell(Object.fromEntries([[name, value]])));
    for (const [index, trial] of sweep.planTrials([...cells, cell({ other: 1 })], [3]).entries())
      runProgram(sweep, trial, report(0, { score: index }));
    const boards = new Boards(db);
    expect(boards.varyingParameters(1)).toEqual([name]);
    const column = `parameters.${name}`;
    expect(numbers(boards.leaderboard(1, { sort: column }))).toEqual([2, 1, 3]);
    expect(numbers(boards.leaderboard(1, { where: writeCondition(column, 'a') }))).toEqual([2]);
    expect(sweep.planTrials(cells, [3]).map(({ number }) => number)).toEqual([1, 2]);
  });

  test('that are several things mean the metric, then the parameter, and the others by their kind', () => {
    const db = database();
    const sweep = beginProgram(db);
    const cells = [
      { ...cell({ size: 1 }), facts: { size: 30 } },
      { ...cell({ size: 2 }), facts: { size: 20 } },
    ];
    for (const [index, trial] of sweep.planTrials(cells, [3]).entries())
      runProgram(sweep, trial, report(0, { size: 200 + index, score: 1 }));
    const found = (where: string) => numbers(leaderboard(db, 1, { where }));
    expect(found('size = 201')).toEqual([2]);
    expect(found('metrics.size = 200')).toEqual([1]);
    expect(found('parameters.size = 2')).toEqual([2]);
    expect(found('facts.size = 30 and stepsDone = 1 and epochsDone = 1')).toEqual([1]);
    expect(numbers(leaderboard(db, 1, { sort: 'facts.size' }))).toEqual([2, 1]);
    expect(() => found('metrics.siz = 1')).toThrow(expect.objectContaining({ code: 'filter_invalid' }));
  });
});

test('lists and mappings are sorted, after numbers and texts', () => {
  const db = database();
  const sweep = beginProgram(db);
  const values = [{ b: 1 }, [2, 1], [2], 'sgd', [10], 7, { a: 2 }, true, null, [2, 'x']];
  const trials = sweep.planTrials(
    values.map((value) => cell({ value })),
    [3],
  );
  for (const trial of trials) runProgram(sweep, trial, report(0, { score: 0 }));
  const sorted = (sort: string) => leaderboard(db, 1, { sort }).map(({ parameters }) => parameters.value);
  const ascending = [7, 'sgd', true, [2], [2, 1], [2, 'x'], [10], { a: 2 }, { b: 1 }, null];
  expect(sorted('value')).toEqual(ascending);
  expect(sorted('value:desc')).toEqual([...ascending.slice(0, -1).reverse(), null]);
  expect(leaderboard(db, 1, { where: 'value=[2, 1] or value=7' })).toHaveLength(2);
});
