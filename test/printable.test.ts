import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { blanked, printable, printableCell, printableJson, printableLines } from '../src/printable.ts';

const HOSTILE = 'a\u001b[2Jb\u0007\u009b31m\r\n\t\u202e\u2066\u200b\u2028\u007f\ud800c';

describe('a text of others', () => {
  it('is printed with escapes in place of what deceives', () => {
    expect(printable(HOSTILE)).toBe(
      String.raw`a\x1b[2Jb\x07\x9b31m\r\n\t\u202e\u2066\u200b\u2028\x7f\ud800c`,
    );
  });

  it('keeps wide characters, accents, scripts and emoji', () => {
    for (const text of ['学習率', 'modèle', 'e\u0301', 'שלום', 'مرحبا', '👩‍🔬', '🇨🇭', 'नमस्ते', '―±×→'])
      expect(printable(text)).toBe(text);
  });

  it('keeps its width below a caret', () => {
    expect(blanked('a\t\u001b\u202eb')).toBe('a   b');
  });

  it('keeps its meaning in JSON', () => {
    const json = printableJson(JSON.stringify({ [HOSTILE]: HOSTILE }, null, 2));
    expect(json).not.toMatch(/[^\n\P{Cc}]|\u202e|\u2028/u);
    expect(JSON.parse(json)).toEqual({ [HOSTILE]: HOSTILE });
  });
});

describe('lines of output', () => {
  const chalk = new Chalk({ level: 1 });

  it('keep every style that the terminal shows us, such as that of SYNTHETIC', () => {
    const chalk = new Chalk({ level: 1 });
    for (const style of [chalk.inverse, chalk.bold, chalk.dim, chalk.underline, chalk.red, chalk.cyan]) {
      expect(printableLines(style(' SYNTHETIC '), true)).toBe(style(' SYNTHETIC '));
    }
  });

  it('keep the colours of ours, and lose them where there are to be none', () => {
    const line = `${chalk.bold.red('error')}: ${chalk.dim('x')}\n`;
    expect(printableLines(line, true)).toBe(line);
    expect(printableLines(line, false)).toContain(String.raw`\x1b[31m`);
  });

  it('lose every other escape sequence', () => {
    for (const sequence of [
      '\u001b[8m',
      '\u001b[2J',
      '\u001b]0;x\u0007',
      '\u001b[38;5;1m',
      '\u009b31m',
      '\r',
    ])
      expect(printableLines(`a${sequence}b`, true)).not.toMatch(/[^\n\P{Cc}]/u);
  });

  it('a cell of a table stays on one line', () => {
    expect(printableCell(`${chalk.red('a')}\nb`)).toBe(`${chalk.red('a')}\\nb`);
  });
});
