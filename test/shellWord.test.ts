import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { fileWord, shellWord, sweepWord, trialWord } from '../src/shellWord.ts';

test('a hint that is pasted into a shell says what was meant', () => {
  expect(shellWord('cnn/best')).toBe('cnn/best');
  expect(shellWord('fashion optimizers/best')).toBe("'fashion optimizers/best'");
  for (const text of ['', 'two words', "it's $HOME", '`id`; rm "x" \\ & *', '√2']) {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  }
});

test('what looks like an option is named in another way', () => {
  expect(sweepWord({ name: '--help', id: 3 })).toBe('3');
  expect(sweepWord({ name: 'two words', id: 3 })).toBe("'two words'");
  expect(trialWord({ name: '-1', id: 3 }, 'best')).toBe('3/best');
  expect(trialWord({ name: 'cnn', id: 3 }, 12)).toBe('cnn/12');
  expect(fileWord('-x.yaml')).toBe('./-x.yaml');
  expect(fileWord('-')).toBe('-');
});
