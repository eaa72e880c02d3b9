import { expect, it } from 'vitest';
import { createPruner } from '../../src/pruner/index.ts';
import { type Recorded, replay } from '../../src/pruner/replay.ts';

const metric = { name: 'loss', goal: 'minimize' } as const;
const pruner = createPruner({ type: 'asha', minIter: 1, eta: 2 }, metric, 'epoch');

const recorded = (number: number, losses: readonly number[], configuration = number): Recorded => ({
  number,
  configuration: { x: configuration },
  curve: losses.map((value, at) => ({ step: at + 1, value })),
  value: losses.at(-1)!,
  plannedSteps: losses.length,
  steps: losses.map((_, at) => ({ step: at + 1, durationMs: 10 })),
});

it('says what would have been saved, and that a late bloomer would have been lost', () => {
  const trials = [recorded(1, [5, 4, 4, 4]), recorded(2, [9, 3, 2, 1]), recorded(3, [4, 3, 3, 3])];
  expect(replay(trials, pruner, metric, { lookahead: 0, scientific: [] })).toEqual({
    steps: 12,
    durationMs: 120,
    savedSteps: 3,
    savedMs: 30,
    winner: 2,
    best: { trial: 3, rank: 2, value: 3 },
    stopped: [
      {
        trial: 2,
        step: 1,
        reason: 'After epoch 1 loss 9 was above 5, the best half of 2 trials at epoch 1.',
        savedSteps: 3,
        savedMs: 30,
      },
    ],
  });
  const careful = replay(trials, pruner, metric, { lookahead: 1, scientific: [] });
  expect(careful.best).toEqual({ trial: 2, rank: 1, value: 1 });
  expect(careful.stopped).toEqual([]);
});

it('lets a trial that was stopped count no further than it would have come', () => {
  const trials = [recorded(1, [5, 5, 5]), recorded(2, [6, 1, 1]), recorded(3, [5, 3, 3])];
  expect(
    replay(trials, pruner, metric, { lookahead: 0, scientific: [] }).stopped.map(({ trial }) => trial),
  ).toEqual([2]);
});

it('ranks configurations, not trials: one lucky replicate is no winner', () => {
  const trials = [
    recorded(1, [5, 5, 1], 1),
    recorded(2, [5, 5, 9], 1),
    recorded(3, [4, 4, 4], 2),
    recorded(4, [9, 9, 2], 2),
  ];
  const { winner, best, stopped } = replay(trials, pruner, metric, { lookahead: 0, scientific: [] });
  expect(stopped.map(({ trial }) => trial)).toEqual([4]);
  // The second configuration has a mean of 3; without its last trial the mean is 4, and it is still the best.
  expect({ winner, best }).toEqual({ winner: 3, best: { trial: 3, rank: 1, value: 4 } });
});

it('judges the trials of each scientific value by themselves', () => {
  const ofKind = (number: number, kind: string, losses: readonly number[]) => ({
    ...recorded(number, losses),
    configuration: { x: number, kind },
  });
  const trials = [
    ofKind(1, 'a', [5, 5]),
    ofKind(2, 'b', [9, 9]),
    ofKind(3, 'a', [4, 4]),
    ofKind(4, 'b', [10, 10]),
  ];
  const stopped = (scientific: readonly string[]) =>
    replay(trials, pruner, metric, { lookahead: 0, scientific }).stopped;
  expect(stopped([]).map(({ trial }) => trial)).toEqual([2, 4]);
  expect(stopped(['kind']).map(({ trial, reason }) => [trial, reason])).toEqual([
    [4, 'After epoch 1 loss 10 was above 9, the best half of 2 trials with kind b at epoch 1.'],
  ]);
});
