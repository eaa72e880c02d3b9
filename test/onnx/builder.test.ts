import '../../src/engine/onnx/noTelemetry.ts';
import { createHash } from 'node:crypto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/onnx/builder.ts';
import { LayerNodes } from '../../src/onnx/layerNodes.ts';

describe('a graph', () => {
  it('that says nothing of itself stays the same bytes, or trainings would become others', () => {
    const graph = new GraphBuilder();
    const [a, b] = ['a', 'b'].map((name) => graph.input(name, [-1, -1]));
    graph.add('Gemm', [a!, b!, graph.scalar(0.5)], { name: 'product', shape: [-1, -1] }, { transA: 1 });
    graph.output({ name: 'product', shape: [-1, -1] });
    expect(createHash('sha256').update(graph.encode()).digest('hex')).toBe(
      '3a04437c91b75f334b62136b392d622d94b130ed342f06ace5a5469621b1d868',
    );
  });

  it('may hold weights and take bytes of an open batch, and is named by its layers', async () => {
    const builder = new GraphBuilder({ name: 'weighted', batchName: 'batch' });
    const nodes = new LayerNodes(builder);
    nodes.layer = 'input';
    const bytes = builder.input('bytes', [-1, 3], { type: 'uint8', description: 'Three bytes.' });
    const floats = nodes.node('Cast', [bytes], bytes.shape, { to: 1 });
    nodes.layer = 'dense';
    const factors = builder.weight('dense/factors', [3], Float32Array.of(0.5, -1, 2));
    const once = nodes.node('Mul', [floats, factors], floats.shape);
    const twice = nodes.node('Mul', [once, factors], once.shape);
    nodes.output(
      'Relu',
      [twice],
      { name: 'products', shape: twice.shape },
      { attributes: {}, description: 'At least 0.' },
    );
    expect([once.name, twice.name]).toEqual(['dense/Mul_output', 'dense/Mul_1_output']);
    const session = await InferenceSession.create(builder.encode());
    const { products } = await session.run({ bytes: new Tensor('uint8', [4, 2, 255, 8, 0, 1], [2, 3]) });
    expect(session.inputMetadata).toMatchObject([{ type: 'uint8', shape: ['batch', 3] }]);
    expect([...(products!.data as Float32Array)]).toEqual([1, 2, 1020, 2, 0, 4]);
    await session.release();
  });
});
