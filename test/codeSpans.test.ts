import { expect, it } from 'vitest';
import { codeSpans } from '../src/codeSpans.ts';

it('takes what stands between backticks as code, and leaves a single one as it is', () => {
  expect(codeSpans('train more (`sweep confirm`, or `replicates`)')).toEqual([
    'train more (',
    { code: 'sweep confirm' },
    ', or ',
    { code: 'replicates' },
    ')',
  ]);
  expect(codeSpans('`sweep serve`')).toEqual([{ code: 'sweep serve' }]);
  expect(codeSpans('a ` alone')).toEqual(['a ` alone']);
});
