import { expect, it } from 'vitest';
import { gainWords } from '../../src/analysis/index.ts';

const amount = (gain: number, best: number, metric = 'val_accuracy') =>
  gainWords({ more: 20, gain, best, chance: 0.2, metric, of: 80, ofAll: true, learns: false }).replace(
    /^20 more trials are expected to gain (.*) of \S+; with a chance of 20 % one of them is the best\.$/,
    '$1',
  );

it.each([
  [0.00061234, 0.9012, 'val_accuracy', 'about 0.0006'],
  [0.012345, 0.9012, 'val_accuracy', 'about 0.012'],
  [0.10049, 0.9012, 'val_accuracy', 'about 0.1'],
  [0.00004, 0.9012, 'val_accuracy', 'less than can be shown'],
  [0, 0.9012, 'val_accuracy', 'less than can be shown'],
  [0.0000012345, 0.00003142, 'val_loss', 'about 0.0000012'],
  [1.234e-10, 1.6e-9, 'val_loss', 'about 1.2e-10'],
  [123.456, 2345.678, 'reward', 'about 120'],
  [1.26, 17, 'n_rows', 'about 1'],
  [1234.5, 60_000, 'durationMs', 'about 1.2s'],
])('a gain of %d beyond %d of %s is said with two digits at most: %s', (gain, best, metric, said) => {
  expect(amount(gain, best, metric)).toBe(said);
});

it('says which trials it is like where these are not all, and what a search that learns may do', () => {
  const gain = {
    more: 20,
    gain: 0.5,
    best: 3,
    chance: 0.1,
    metric: 'reward',
    of: 40,
    ofAll: false,
    learns: true,
  };
  expect(gainWords(gain)).toBe(
    '20 more trials are expected to gain about 0.5 of reward, if they are like the latest 40; with a chance of 10 % one of them is the best ' +
      '(as if drawn at random: a search that learns may do better).',
  );
});
