import { gemm, sumOver } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * x·Wᵀ + b on [batch, in], with the kernel kept as [out, in]: its gradient dyᵀ·x is then a product with a long
 * contiguous side, which MLAS computes almost three times faster than xᵀ·dy.
 */
export function dense(layer: string): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const kernel = weight(`${layer}/kernel`);
    const bias = weight(`${layer}/bias`);
    return {
      output: gemm(graph, input, kernel, { c: bias, transB: true }),
      backward: (gradient, inputGradient) => {
        setGradient(`${layer}/kernel`, gemm(graph, gradient, input, { transA: true }));
        setGradient(`${layer}/bias`, sumOver(graph, gradient, [0]));
        return inputGradient ? gemm(graph, gradient, kernel) : undefined;
      },
    };
  };
}
