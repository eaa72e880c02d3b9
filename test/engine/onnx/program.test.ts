import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';
import { lower } from '../../../src/engine/onnx/lower.ts';
import { bind } from '../../../src/engine/onnx/program/bind.ts';
import { planMemory, planWithin } from '../../../src/engine/onnx/program/memoryPlan.ts';
import { Program } from '../../../src/engine/onnx/program/program.ts';
import { Sessions } from '../../../src/engine/onnx/sessions.ts';
import { trainingProgram } from '../../../src/engine/onnx/stepProgram.ts';
import { sizeOf } from '../../../src/model/layer.ts';
import { binary, unary } from '../../../src/onnx/shorthand.ts';
import { GREY, network, smallNetworks } from '../../helpers/networks.ts';

/** Runs a program whose tensor `x` holds the given numbers and returns what it writes to `y`. */
async function run(program: Program, x: readonly number[], size: number): Promise<number[]> {
  const arena = new Arena();
  const sessions = new Sessions();
  const placed = new Map([
    ['x', arena.reserve(x.length)],
    ['y', arena.reserve(size)],
  ]);
  const plan = planMemory(program);
  const region = arena.reserve(plan.size);
  arena.view(placed.get('x')!, x.length).set(x);
  const runOnce = await bind(program, plan, { arena, sessions, region, placed, key: 'test' });
  await runOnce();
  const result = [...arena.view(placed.get('y')!, size)];
  await sessions.release();
  return result;
}

describe('a program', () => {
  it('hands tensors from a graph to a kernel and on to the next graph', async () => {
    const program = new Program();
    const negated = unary(program, 'Neg', program.place('x', [2, 2]));
    const doubled = program.tensor([2, 2]);
    program.step({
      reads: [negated],
      writes: [doubled],
      bind: async (memory) => {
        const [from, to] = [memory.floats(negated), memory.floats(doubled)];
        return () => to.set(from.map((value) => 2 * value));
      },
    });
    program.output('y', binary(program, 'Add', doubled, negated));
    expect(program.steps).toHaveLength(3);
    expect(await run(program, [1, 2, 3, 4], 4)).toEqual([-3, -6, -9, -12]);
  });

  it('shares a constant among graphs', async () => {
    const program = new Program();
    const ten = program.scalar(10);
    const first = binary(program, 'Mul', program.place('x', [2]), ten);
    program.step({ reads: [first], writes: [], bind: async () => () => {} });
    program.output('y', binary(program, 'Add', first, ten));
    expect(await run(program, [1, 2], 2)).toEqual([20, 30]);
  });

  it('sees a tensor in another shape, within a graph and from the one before', async () => {
    const program = new Program();
    const row = unary(program, 'Neg', program.place('x', [1, 4]));
    const square = binary(program, 'Add', program.view(row, [2, 2]), program.view(row, [2, 2]));
    program.step({ reads: [square], writes: [], bind: async () => () => {} });
    program.output('y', binary(program, 'Mul', program.view(square, [4]), program.view(row, [4])));
    expect(await run(program, [1, 2, 3, 4], 4)).toEqual([2, 8, 18, 32]);
  });
});

describe("a program's memory", () => {
  it.each(Object.keys(smallNetworks('relu')))('keeps tensors apart while they are needed: %s', (name) => {
    const { input, layers } = smallNetworks('relu')[name]!;
    const program = trainingProgram(layers, lower(layers), input, 6);
    const { offsets, size } = planMemory(program);
    const shapes = new Map(program.steps.flatMap(({ writes }) => writes.map((t) => [t.name, t.shape])));
    const spans = [...offsets].map(([tensor, start]) => {
      const using = program.steps.flatMap(({ reads, writes }, step) =>
        [...reads, ...writes].some((used) => used.name === tensor) ? [step] : [],
      );
      return {
        start,
        end: start + sizeOf(shapes.get(tensor)!),
        from: Math.min(...using),
        to: Math.max(...using),
      };
    });
    let neighbours = 0;
    for (const [index, a] of spans.entries()) {
      expect(a.end).toBeLessThanOrEqual(size);
      for (const b of spans.slice(index + 1)) {
        const together = a.from <= b.to && b.from <= a.to;
        if (!together) continue;
        neighbours++;
        expect(a.end <= b.start || b.end <= a.start).toBe(true);
      }
    }
    expect(neighbours > 0).toBe(spans.length > 1);
  });

  it('is enough for fewer images where first fit would need more for them, or chunks are larger', () => {
    const input = { shape: [28, 28, 1], classes: 10 } as const;
    const layers = network(input, (stack) => {
      stack.conv2d(4, 3, 'relu', { padding: 'same' });
      stack.dropout(0.2);
      stack.flatten();
      for (const units of [300, 8]) stack.dense(units, 'relu');
    });
    const programOf = (images: number) => trainingProgram(layers, lower(layers), input, images);
    for (const most of [123, 128]) {
      const larger = planMemory(programOf(most));
      for (const images of [100, 111, 112, 114])
        expect(planWithin(programOf(images), larger)?.size).toBeLessThanOrEqual(larger.size);
    }
    expect(planMemory(programOf(111)).size).toBeGreaterThan(planMemory(programOf(123)).size);
  });

  it('is used again for what is needed later', () => {
    const { layers } = smallNetworks('relu')['batch normalization of images']!;
    const program = trainingProgram(layers, lower(layers), GREY, 6);
    const { offsets, size } = planMemory(program);
    const written = new Map(
      program.steps.flatMap(({ writes }) => writes.map((t) => [t.name, sizeOf(t.shape)])),
    );
    const total = [...offsets.keys()].reduce((sum, tensor) => sum + written.get(tensor)!, 0);
    expect(size).toBeLessThan(total);
  });
});
