import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import { configure } from '../../src/model/configure.ts';
import { learningRateAt, SCHEDULES } from '../../src/model/schedule.ts';

const parametersOf = (assigned: Assignment) =>
  configure({ model: 'cnn', learning_rate: 0.4, epochs: 10, ...assigned });

/** The learning rate after that many epochs, from the published formulas. */
const CASES: readonly [string, Assignment, readonly (readonly [epoch: number, rate: number])[]][] = [
  [
    'constant',
    {},
    [
      [0, 0.4],
      [9.99, 0.4],
    ],
  ],
  [
    'cosine',
    {},
    [
      [0, 0.4],
      [2.5, 0.2 * (1 + Math.cos(Math.PI / 4))],
      [5, 0.2],
      [10, 0],
    ],
  ],
  [
    'cosine',
    { final_learning_rate_fraction: 0.1 },
    [
      [0, 0.4],
      [5, 0.4 * 0.55],
      [10, 0.04],
    ],
  ],
  [
    'exponential',
    { decay_rate: 0.5, decay_epochs: 2 },
    [
      [0, 0.4],
      [1, 0.4 * Math.SQRT1_2],
      [4, 0.1],
    ],
  ],
  [
    'step',
    {},
    [
      [3.99, 0.4],
      [4, 0.04],
      [7.99, 0.04],
      [8, 0.004],
    ],
  ],
  [
    'step',
    { decay_rate: 0.5, decay_epochs: 3 },
    [
      [2.9, 0.4],
      [3, 0.2],
      [9.5, 0.05],
    ],
  ],
  [
    'one_cycle',
    {},
    [
      [0, 0.4 / 25],
      [1.5, (0.4 + 0.4 / 25) / 2],
      [3, 0.4],
      [6.5, (0.4 + 0.4 / 25e4) / 2],
      [10, 0.4 / 25e4],
    ],
  ],
];

describe('a learning-rate schedule', () => {
  it('is held against its formula for every name', () => {
    expect(new Set(CASES.map(([name]) => name))).toEqual(new Set(Object.keys(SCHEDULES)));
  });

  it.each(CASES)('%s with %o follows its formula', (learning_rate_schedule, settings, points) => {
    const parameters = parametersOf({ learning_rate_schedule, ...settings });
    for (const [epoch, rate] of points) expect(learningRateAt(parameters, epoch)).toBeCloseTo(rate, 9);
  });

  it('begins after its warm-up, in which the rate rises from 0', () => {
    const parameters = parametersOf({ learning_rate_schedule: 'cosine', warmup_epochs: 2 });
    expect(learningRateAt(parameters, 0)).toBe(0);
    expect(learningRateAt(parameters, 0.5)).toBeCloseTo(0.1, 9);
    expect(learningRateAt(parameters, 2)).toBeCloseTo(0.4, 9);
    expect(learningRateAt(parameters, 6)).toBeCloseTo(0.2, 9);
    expect(learningRateAt(parameters, 10)).toBeCloseTo(0, 9);
  });
});
