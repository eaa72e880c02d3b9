import type { DenseLayer } from '../../../model/layer.ts';
import { gemm, sumOver } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * x·Wᵀ + b on [batch, in], with the kernel kept as [out, in]: its gradient dyᵀ·x is then a product with a long
 * contiguous side, which MLAS computes almost three times faster than xᵀ·dy.
 */
export function dense({ name, useBias }: DenseLayer): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const kernel = weight(`${name}/kernel`);
    return {
      output: gemm(graph, input, kernel, { ...(useBias ? { c: weight(`${name}/bias`) } : {}), transB: true }),
      backward: (gradient, inputGradient) => {
        setGradient(`${name}/kernel`, gemm(graph, gradient, input, { transA: true }));
        if (useBias) setGradient(`${name}/bias`, sumOver(graph, gradient, [0]));
        return inputGradient ? gemm(graph, gradient, kernel) : undefined;
      },
    };
  };
}
