import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { GraphBuilder } from '../../../../onnx/builder.ts';
import type { Binding, Run } from '../../program/step.ts';
import { NO_COPY, runWithoutCopy } from '../../runWithoutCopy.ts';

/** A size that is known only when the product runs. */
const ANY = -1;

const PRODUCTS = {
  /** a·b */
  plain: { transA: 0, transB: 0 },
  /** sum += aᵀ·b */
  kernelGradient: { transA: 1, transB: 0 },
  /** a·bᵀ */
  inputGradient: { transA: 0, transB: 1 },
} as const;

/** A product of matrices in our own memory. One compiled graph of each kind serves all sizes. */
export async function bindProduct(
  memory: Binding,
  kind: keyof typeof PRODUCTS,
  a: OrtTensor,
  b: OrtTensor,
  product: OrtTensor,
): Promise<Run> {
  const adding = kind === 'kernelGradient';
  const session = await memory.session(`product ${kind}`, () => {
    const graph = new GraphBuilder();
    const inputs = (adding ? ['a', 'b', 'c'] : ['a', 'b']).map((name) => graph.input(name, [ANY, ANY]));
    graph.emptySequenceOutput(NO_COPY);
    const output = { name: 'product', shape: [ANY, ANY] };
    graph.add('Gemm', inputs, output, PRODUCTS[kind]);
    graph.output(output);
    return graph.encode();
  });
  const feeds = adding ? { a, b, c: product } : { a, b };
  const fetches = { product };
  return () => runWithoutCopy(session, feeds, fetches);
}
