import { expect, it } from 'vitest';
import { leftOutOf } from '../../src/sampler/leftOut.ts';
import { spec } from './specs.ts';

const written =
  'method: grid\nmodel: [ann, cnn]\nparameters: {batch_size: [16, 32, 64], optimizer: [sgd, nag]}';

it('names the values that the first cells of a grid do not reach, in the words of the spec', () => {
  expect(leftOutOf(spec(written), 3)).toEqual([
    { parameter: 'model', values: ['cnn'], count: 1 },
    { parameter: 'batch_size', values: [64], count: 1 },
  ]);
  expect(leftOutOf(spec(written), 1).at(-1)).toEqual({ parameter: 'optimizer', values: ['nag'], count: 1 });
  expect(leftOutOf(spec(written), 12)).toEqual([]);
});
