import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { NO_COPY, runWithoutCopy } from '../../../src/engine/onnx/runWithoutCopy.ts';
import { GraphBuilder } from '../../../src/onnx/builder.ts';

/** A graph that negates four numbers, after an output that is no tensor. */
async function negation(): Promise<InferenceSession> {
  const graph = new GraphBuilder();
  graph.emptySequenceOutput(NO_COPY);
  const y = { name: 'y', shape: [4] };
  graph.add('Neg', [graph.input('x', [4])], y);
  graph.output(y);
  return InferenceSession.create(graph.encode());
}

const floats = (...values: number[]) => new Tensor('float32', Float32Array.from(values), [values.length]);

it('fills the given tensors again at every run', async () => {
  const session = await negation();
  const [x, y] = [floats(1, 2, 3, 4), floats(0, 0, 0, 0)];
  await runWithoutCopy(session, { x }, { y });
  expect([...y.data]).toEqual([-1, -2, -3, -4]);
  (x.data as Float32Array).fill(7);
  await runWithoutCopy(session, { x }, { y });
  expect([...y.data]).toEqual([-7, -7, -7, -7]);
  await session.release();
});

it('is what makes this version of onnxruntime-node give up before it copies', async () => {
  const session = await negation();
  const fetches = { [NO_COPY]: null, y: floats(0, 0, 0, 0) };
  await expect(session.run({ x: floats(1, 2, 3, 4) }, fetches)).rejects.toThrow('Non tensor type');
  await session.release();
});

it('lets every other error through', async () => {
  const session = await negation();
  await expect(runWithoutCopy(session, { x: floats(1, 2) }, { y: floats(0, 0, 0, 0) })).rejects.toThrow(
    'dimension',
  );
  await session.release();
});
