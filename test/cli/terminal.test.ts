import { describe, expect, it } from 'vitest';
import { cut, sparkline, textWidth, wrapped } from '../../src/cli/format/terminal.ts';

describe('texts in a terminal', () => {
  it('draws a curve from its lowest to its highest value', () => {
    expect(sparkline([0, 0.5, 1])).toBe('▁▅█');
    expect(sparkline([3, Number.NaN, 3])).toBe('▁ ▁');
  });

  it('cuts what is too wide', () => {
    expect([cut('filters', 7), cut('filters', 5), cut('filters', 1)]).toEqual(['filters', 'filt…', '…']);
    expect(cut('数据集', 5, '')).toBe('数据');
  });

  it('breaks lines between words, and goes on below the first word of a line', () => {
    expect(wrapped('one two three four', 9)).toBe('one two\nthree\nfour');
    expect(wrapped('  one two three', 9)).toBe('  one two\n  three');
    expect(wrapped('✓ one two three', 9)).toBe('✓ one two\n  three');
    expect(wrapped('one two\nthree four', 9)).toBe('one two\nthree\nfour');
    expect(wrapped('a 数据 数据', 7)).toBe('a 数据\n数据');
    expect(wrapped('any width without one', undefined)).toBe('any width without one');
  });

  it('never breaks words, nor commands between backticks', () => {
    expect(wrapped('see `sweep show best` and/or/a/long/path, it`s', 12)).toBe(
      'see\n`sweep show best`\nand/or/a/long/path,\nit`s',
    );
  });

  it('breaks coloured lines by what is seen of them', () => {
    const red = '\u001B[31mone two\u001B[39m three';
    expect(wrapped(red, 13)).toBe(red);
    expect(wrapped(red, 9).split('\n').map(textWidth)).toEqual([7, 5]);
  });
});
