import { describe, expect, it } from 'vitest';
import {
  count,
  duration,
  epochsAndTime,
  listed,
  metric,
  milliseconds,
  plural,
  spread,
} from '../src/format.ts';

describe('numbers for people', () => {
  it('says durations in two units at most', () => {
    expect([14, 3210, 125_000, 3_840_000].map(duration)).toEqual(['14ms', '3.2s', '2m 5s', '1h 4m']);
    expect(duration(null)).toBe('–');
    expect([0.342, 250, null].map(milliseconds)).toEqual(['0.34ms', '250ms', '–']);
    expect(epochsAndTime({ epochs: 20, durationMs: 125_000 })).toBe('20 epochs in 2m 5s');
    expect(epochsAndTime({ epochs: 1, durationMs: null })).toBe('1 epoch');
  });

  it('says metrics to four decimals, and a dash for what is missing or not finite', () => {
    expect([0.90694, null, Number.NaN].map(metric)).toEqual(['0.9069', '–', '–']);
    expect(spread(0.9, 0.01)).toBe('0.9000 ± 0.0100');
    expect(spread(0.9, null)).toBe('0.9000');
    expect(spread(0.9, 0.0003)).toBe('0.9000 ± 0.0003');
  });

  it('says four digits of metrics that four decimals cannot tell', () => {
    expect([0, 0.0005763, 1.6e-9, -2e-5].map(metric)).toEqual([
      '0.0000',
      '0.0005763',
      '1.600e-9',
      '-0.00002000',
    ]);
    expect([1234.5, 2.5e15].map(metric)).toEqual(['1234.5000', '2.5000e+15']);
    expect(spread(3e-6, 2e-7)).toBe('0.000003000 ± 2.000e-7');
  });

  it('says counts with their nouns', () => {
    expect([plural(1, 'trial'), plural(1200, 'trial')]).toEqual(['1 trial', '1,200 trials']);
    expect(plural(2, 'class', 'classes')).toBe('2 classes');
    expect(count(542_230)).toBe('542,230');
  });

  it('lists words with the last one set apart', () => {
    expect([[], ['a'], ['a', 'b', 'c']].map((words) => listed(words))).toEqual(['', 'a', 'a, b and c']);
    expect(listed(['a', 'b'], 'or')).toBe('a or b');
  });
});
