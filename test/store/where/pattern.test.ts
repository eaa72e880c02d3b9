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
    for (const pattern of ['(a+)+$', '^(a+)+$'])
      expect(compilePattern(pattern)(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(compilePattern(`^${'a?'.repeat(40)}${'a'.repeat(40)}$`)('a'.repeat(40))).toBe(true);
  });

  it.each([
    ['(a', 'missing closing )'],
    ['a)', 'unexpected )'],
    ['b*a|*a', 'missing argument to repetition operator *'],
    ['b[a', 'missing closing ] [a'],
    ['[b-a]', 'invalid character class range b-a'],
    ['a{3,2}', 'invalid repeat count {3,2}'],
    ['a\\', 'trailing backslash'],
    ['(a)\\1', 'invalid escape sequence \\1'],
    ['(?=a)', 'invalid or unsupported Perl syntax (?='],
    ['((a{99}){99})', 'invalid repeat count {99}'],
    ['a'.repeat(201), 'at most 200 characters'],
  ])('%s is refused with a reason', (pattern, why) => {
    expect(() => compilePattern(pattern)).toThrow(why);
  });
});
