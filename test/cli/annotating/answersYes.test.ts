import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { answersYes } from '../../../src/cli/annotating/answersYes.ts';

async function typed(keys: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = answersYes({ input, output });
  input.write(keys);
  return answer;
}

it.each([
  ['y\r', true],
  ['Yes\r', true],
  [' y \r', true],
  ['n\r', false],
  ['\r', false],
  ['yellow\r', false],
  ['ny\x7f\x7fy\r', true],
])('takes %j for a clear answer', async (keys, answer) => {
  expect(await typed(keys)).toBe(answer);
});

it('takes Ctrl-D for no, and Ctrl-C for the end of the command', async () => {
  expect(await typed('\x04')).toBe(false);
  await expect(typed('\x03')).rejects.toMatchObject({ code: 'interrupted', message: 'Nothing was changed.' });
});
