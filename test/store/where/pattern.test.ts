import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/random.ts';
import { compilePattern } from '../../../src/store/where/pattern.ts';

const PATTERNS = [
  ...[
    '^ada',
    'ada$',
    '^(adam|sgd)$',
    'a.c',
    'a*',
    '^a+b?$',
    '^a{2,3}$',
    '^a{2,}$',
    '^a{2}$',
    '(?:ab)+c',
    'a|b|',
  ],
  ...[
    '[a-c]d',
    '[^a-c]',
    '[]',
    '[a\\]b]',
    '[\\d_]+x',
    '\\d+\\.\\d',
    '\\w\\W\\w',
    '\\S\\s\\S',
    '^$',
    '',
    'A.M',
    '((a))*b',
  ],
  ...['(a|b)*abb', 'x{0,2}y', '(^a|b$)', 'a??b', '[a-]', '\\$', 'a{b'],
].filter((pattern) => pattern !== '[]');

describe('a pattern', () => {
  it('finds what a regular expression of JavaScript finds, in any letter case', () => {
    const random = Random.of(1, 'texts');
    const signs = ['a', 'b', 'c', 'd', 'x', 'y', 'm', '1', '.', '_', ' ', '$', ']', '-', '{'];
    const texts = ['adam', 'ADAM', 'sgd', '', 'abb', 'aaabb', '0.5', 'a_1.2'];
    for (let count = 0; count < 200; count++) {
      const length = random.below(7);
      texts.push(Array.from({ length }, () => signs[random.below(signs.length)]).join(''));
    }
    for (const pattern of PATTERNS) {
      const [ours, theirs] = [compilePattern(pattern), new RegExp(pattern, 'i')];
      for (const text of texts)
        expect([pattern, text, ours(text)]).toEqual([pattern, text, theirs.test(text)]);
    }
  });

  it('that other engines need exponential time for ends at once', () => {
    expect(compilePattern('^(a+)+$')(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(compilePattern(`^${'a?'.repeat(40)}${'a'.repeat(40)}$`)('a'.repeat(40))).toBe(true);
  });

  it.each([
    ['(a', 'a ( is not closed'],
    ['a)', 'a ) closes nothing'],
    ['*a', '* has nothing before it to repeat'],
    ['[a', 'a [ is not closed'],
    ['[b-a]', 'b-a is no range'],
    ['a{3,2}', 'the wrong way round'],
    ['a\\', 'a \\ stands at the end'],
    ['(a)\\1', 'refers back to a group'],
    ['(?=a)', 'a lookaround'],
    ['((a{99}){99})', 'repeats too much'],
    ['a'.repeat(201), 'at most 200 characters'],
  ])('%s is refused with a reason', (pattern, why) => {
    expect(() => compilePattern(pattern)).toThrow(why);
  });
});
