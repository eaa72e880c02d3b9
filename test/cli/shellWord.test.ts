import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/cli/shellWord.ts';

test('a hint that is pasted into a shell says what was meant', () => {
  expect(shellWord('cnn/best')).toBe('cnn/best');
  expect(shellWord('fashion optimizers/best')).toBe("'fashion optimizers/best'");
  for (const text of ['', 'two words', "it's $HOME", '`id`; rm "x" \\ & *', '√2']) {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  }
});
