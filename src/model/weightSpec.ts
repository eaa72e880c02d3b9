import type { Shape, WeightSpec } from './layer.ts';
import type { WeightOptions } from './stack.ts';

/** The kernel of a layer and, if it has one, its bias. */
export function kernelAndBias(
  layer: string,
  shape: Shape,
  fan: WeightSpec['fan'],
  options: WeightOptions,
): WeightSpec[] {
  const { initializer = { name: 'glorot_uniform' }, l2 = 0, useBias = true } = options;
  const kernel = { name: `${layer}/kernel`, shape, initializer, fan, trainable: true, l2 };
  return useBias ? [kernel, vector(`${layer}/bias`, shape.at(-1)!, 'zeros', true)] : [kernel];
}

/** Scale and offset, which are trained, and the moving averages, which normalize outside training. */
export function batchNormalizationWeights(layer: string, features: number): WeightSpec[] {
  return [
    vector(`${layer}/gamma`, features, 'ones', true),
    vector(`${layer}/beta`, features, 'zeros', true),
    vector(`${layer}/moving_mean`, features, 'zeros', false),
    vector(`${layer}/moving_variance`, features, 'ones', false),
  ];
}

function vector(name: string, size: number, initializer: string, trainable: boolean): WeightSpec {
  return {
    name,
    shape: [size],
    initializer: { name: initializer },
    fan: { in: size, out: size },
    trainable,
    l2: 0,
  };
}
