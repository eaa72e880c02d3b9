import { describe, expect, it } from 'vitest';
import { codeMarkdown, escapeMarkdown } from '../src/markdown.ts';

describe('foreign text in Markdown', () => {
  it.each([
    ['val_accuracy', 'val_accuracy'],
    ['_a_ *b*', '\\_a\\_ \\*b\\*'],
    ['a | b', 'a \\| b'],
    ['<b>', '\\<b\\>'],
    [':x:', '\\:x:'],
    ['# a\nb', '\\# a b'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['a\u202eb', 'a\\\\u202eb'],
  ])('%j stands as %s', (text, written) => {
    expect(escapeMarkdown(text)).toBe(written);
  });

  it('is code within fences that it does not hold', () => {
    expect(['a', 'a`b', ' '].map(codeMarkdown)).toEqual(['`a`', '`` a`b ``', '']);
  });
});
