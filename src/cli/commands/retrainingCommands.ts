import { flag, integer, lengthOfTime, text } from '../commandLine/option.ts';
import { type Command, defineCommand } from './command.ts';
import { meansLatest, meansTrialOfLatest, overrides, sweep, sweepOfTrial, trial } from './sharedWords.ts';

/** Commands that train again what is stored: with other seeds, unchanged or with changes. */
export const retrainingCommands: readonly Command[] = [
  defineCommand({
    name: 'confirm',
    group: 'train',
    brief: 'more seeds for the best',
    describe: 'Train the leading configurations of a sweep with more seeds, until the winner is clear',
    examples: [
      ['confirm cnn', 'its five best, with up to five more seeds each'],
      ['confirm cnn --top 3 --seeds 10 --time 30m', 'three, as far as half an hour goes'],
    ],
    positionals: { sweep },
    options: {
      top: integer('Number of configurations, the best of the search', { least: 2, most: 1000 }, 5),
      seeds: integer('Most seeds that each is trained with beyond the search', { least: 1, most: 100 }, 5),
      time: lengthOfTime('No further trial begins after this time, such as 30m'),
      workers: overrides.workers,
      quiet: flag('Print only the end'),
    },
    doesMore: () => true,
    meansLatest,
    load: async () => (await import('./confirm.ts')).confirm,
  }),
  defineCommand({
    name: 'verify',
    group: 'train',
    brief: 'train again: same bits?',
    describe: 'Train an epoch of a trial again, and compare the bits with what was recorded',
    examples: [
      ['verify', 'an epoch, drawn at random, of the best trial of the latest sweep'],
      ['verify cnn/12 --all', 'every epoch of trial 12, its test score and what it kept'],
    ],
    positionals: {
      trial: text('Its number, sweep/number or best', 'best'),
    },
    options: {
      sweep: sweepOfTrial,
      all: flag('Every epoch from the first to the end, and the test score'),
      epoch: integer('This epoch in place of a random one', { least: 1 }),
      seed: integer('Seed that draws the epoch, to draw the same one again', { least: 0, most: 2 ** 31 - 1 }),
    },
    meansLatest: meansTrialOfLatest,
    load: async () => (await import('./verify.ts')).verify,
  }),
  defineCommand({
    name: 'fork',
    group: 'train',
    brief: 'go on with other values',
    describe: "Go on from a trial's epoch with other values",
    examples: [
      ['fork cnn/12 --at-epoch 10 --set learning_rate=0.0003', 'the same ten epochs, then slower'],
      ['fork best --set epochs=30 --set "learning_rate=[0.001, 0.0003]"', 'from its end, in two ways'],
    ],
    positionals: { trial },
    options: {
      sweep: sweepOfTrial,
      atEpoch: integer('The epoch after which it goes on; its last one if absent', { least: 1 }),
      ...overrides,
      name: text('Name of its sweep (default: NAME-TRIAL-fork-EPOCH)'),
      quiet: flag('Print only the end'),
    },
    doesMore: () => true,
    meansLatest: meansTrialOfLatest,
    load: async () => (await import('./fork.ts')).fork,
  }),
];
