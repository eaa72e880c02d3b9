import { expect, it } from 'vitest';
import { permuteAxes } from '../../src/onnx/permuteAxes.ts';

it('says where every element goes when axes are reordered', () => {
  const [height, width, inputs, outputs] = [2, 3, 4, 5];
  const targets: number[] = [];
  permuteAxes([height, width, inputs, outputs], [3, 2, 0, 1], (source, target) => {
    targets[source] = target;
  });
  const expected: number[] = [];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let input = 0; input < inputs; input++)
        for (let output = 0; output < outputs; output++)
          expected.push(((output * inputs + input) * height + row) * width + column);
  expect(targets).toEqual(expected);
});
