import { expect, it } from 'vitest';
import { formatProblems } from '../../src/sweepfile/formatProblems.ts';
import { parse } from './read.ts';

const text = 'method: grid\nparameters:\n  optimizer: adma\n  filters: 33.5\n';

function format(source: string, overrides: string[] = [], styles = {}): string {
  const parsed = parse(source, overrides);
  return formatProblems(parsed.ok ? parsed.warnings : parsed.problems, {
    file: 'my.yaml',
    text: source,
    styles,
  });
}

it('a problem is shown with its line, a caret below the value and a hint', () => {
  expect(format(text)).toBe(
    [
      'my.yaml:3:14: error: optimizer must be one of sgd, rmsprop, adam, adamw, nadam, adamax, adagrad, adadelta, ftrl, lion, not adma',
      '  3 |   optimizer: adma',
      '    |              ^',
      '  → Did you mean adam?',
      '',
      'my.yaml:4:12: error: filters must be an integer from 1 to 2048, or a list of 1 to 8 of them (a layer each), not 33.5',
      '  4 |   filters: 33.5',
      '    |            ^',
    ].join('\n'),
  );
});

it('a problem of the command line shows the flag instead', () => {
  expect(format('method: grid\nparameters: {}\n', ['epochs=0'])).toBe(
    '--set epochs: error: epochs must be an integer from 1 to 10000, not 0',
  );
});

it('a long line is cut around the column', () => {
  const long = `method: grid\nparameters: {${' '.repeat(300)}epochs: 0}\n`;
  const [, line, caret] = format(long).split('\n');
  expect(line!.length).toBeLessThan(120);
  expect(line![caret!.indexOf('^')]).toBe('0');
});

it('tabs and control characters do not shift the caret or reach the terminal', () => {
  expect(format('method: grid\nparameters: {epochs: "\u001b[31m\t"}\n').replaceAll('\n', '')).not.toMatch(
    /\p{Cc}/u,
  );
});

it("colours are the caller's", () => {
  const mark = (name: string) => (part: string) => `<${name}>${part}</${name}>`;
  const coloured = format(text, [], { location: mark('b'), error: mark('red'), hint: mark('dim') });
  expect(coloured).toContain('<b>my.yaml:3:14</b>: <red>error</red>: optimizer');
  expect(coloured).toContain('<red>^</red>');
  expect(coloured).toContain('<dim>→ Did you mean adam?</dim>');
});
