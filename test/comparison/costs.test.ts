import { expect, it } from 'vitest';
import { costLines, costsOf, costWords, readTrained } from '../../src/comparison/index.ts';
import { type Database, leaderboard, openDatabase } from '../../src/store/index.ts';
import { begin, epoch, planned, result } from '../store/sweeps.ts';

/** Trains each trial with these validation accuracies, one an epoch; the last trial has no latency of 1,000. */
function trained(curves: readonly (readonly number[])[]): Database {
  const db = openDatabase(':memory:');
  const sweep = begin(db);
  const trials = sweep.planTrials([planned({ units: 1 }), planned({ units: 2 })], [7, 8]);
  for (const [index, trial] of trials.entries()) {
    const epochs = curves[index]!.map((accuracy, at) => epoch(at + 1, accuracy));
    sweep.startTrial(trial, 0);
    sweep.recordSteps(epochs.map((each) => ({ ...trial, ...each })));
    const kept = epochs.at(-1)!;
    const { metrics, ...ended } = result(trial, { kept, latencyMs: 0.25 });
    const many = index < 2 ? { latency1000Ms: 20 + index } : {};
    sweep.endTrial(trial, { state: 'completed', result: { ...ended, metrics: { ...metrics, ...many } } });
  }
  sweep.end('completed');
  return db;
}

const CURVES = [
  [0.1, 0.9, 0.9, 0.8],
  [0.1, 0.2, 0.7, 0.95],
  [0.5, 0.4, 0.3],
  [0.1, 0.2, 0.1],
];

function costs(db: Database) {
  const rows = leaderboard(db, 1).map((row) => readTrained(db, String(row.parameters.units), row));
  const ordered = rows.toSorted((one, other) => Number(one.name) - Number(other.name));
  return costsOf(db, ordered, ({ number, parameterCount }) => 1000 * number + parameterCount);
}

it('are the mean first step at the best value, mean latencies, and the size of the best training’s file', () => {
  const [one, two] = costs(trained(CURVES));
  expect(one).toMatchObject({ stepsToBest: 3, latencyMs: 0.25, latency1000Ms: 20.5 });
  expect(two).toMatchObject({ stepsToBest: 1.5, latencyMs: 0.25, latency1000Ms: null });
  // Trial 2 ends with the better accuracy of the first configuration, trial 3 with that of the second.
  expect([one!.exportedBytes! - 2000, two!.exportedBytes! - 3000].every((count) => count > 0)).toBe(true);
});

it('are said in the words of the trainable, without those that nobody knows', () => {
  const db = trained(CURVES);
  const lines = costLines(costs(db), 'network');
  expect(lines.map(({ title }) => title)).toEqual([
    'epochs to the best',
    'latency',
    'latency of 1,000',
    'exported bytes',
  ]);
  expect(lines.map(({ cells }) => cells).slice(0, 3)).toEqual([
    ['3', '1.5'],
    ['0.25ms', '0.25ms'],
    ['20.50ms', '–'],
  ]);
  const unknown = { stepsToBest: 4, latencyMs: null, latency1000Ms: null, exportedBytes: null };
  expect(costLines([unknown], 'program')).toEqual([{ title: 'steps to the best', cells: ['4'] }]);
  expect(costWords([unknown])).toBeUndefined();
  expect(costWords(costs(db))).toContain('and of 1,000 in one call, with the engine of the sweep');
});

it('are no steps where a metric has but one', () => {
  const [one] = costs(trained([[0.9], [0.8], [0.1], [0.2]]));
  expect(one!.stepsToBest).toBeNull();
});
