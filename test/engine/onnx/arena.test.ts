import { expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';

it('says what to change when a network needs more memory than there can be', () => {
  const arena = new Arena();
  expect(() => arena.reserve(2 ** 31)).toThrow(
    expect.objectContaining({ code: 'out_of_memory', hint: expect.stringContaining('batch_size') }),
  );
});

it('reserves zeros again after another network was there', () => {
  const arena = new Arena();
  const first = arena.reserve(100);
  arena.view(first, 100).fill(7);
  arena.reset();
  expect([...arena.view(arena.reserve(50), 50)]).toEqual(new Array(50).fill(0));
});
