import type { Assignment, Configuration } from '../configuration.ts';
import { Random } from '../random.ts';
import { ann } from './ann.ts';
import { cnn } from './cnn.ts';
import { INITIALIZERS } from './initializers/index.ts';
import type { InputShape, Layer, WeightSpec } from './layer.ts';
import { sizeOf } from './layer.ts';
import type { ModelName } from './modelName.ts';
import { LayerStack } from './stack.ts';

const MODELS: Readonly<Record<ModelName, (stack: LayerStack, parameters: Assignment) => void>> = { ann, cnn };

/**
 * The layers of a configuration's network, the output layer included.
 * @throws SweepError `configuration_invalid` if the layers do not fit on the image.
 */
export function buildLayers(configuration: Configuration, input: InputShape): Layer[] {
  const stack = new LayerStack(input);
  MODELS[configuration.model as ModelName](stack, configuration);
  stack.dense(input.classes, 'softmax', { l2: Number(configuration.l2 ?? 0) });
  return stack.layers;
}

/** All tensors in the order of the layers, kernels before biases, as `model.get_weights()` of Keras gives them. */
export function weightSpecs(layers: readonly Layer[]): WeightSpec[] {
  return layers.flatMap((layer) => layer.weights);
}

/** Number of weights, moving averages included, as `model.count_params()` of Keras counts. */
export function countParameters(layers: readonly Layer[]): number {
  return weightSpecs(layers).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/**
 * Number of weights that are not trained: the moving averages of batch normalizations, Keras's non-trainable
 * params.
 */
export function countUntrained(layers: readonly Layer[]): number {
  return weightSpecs(layers).reduce((sum, { shape, trainable }) => sum + (trainable ? 0 : sizeOf(shape)), 0);
}

/** Floating-point operations of one image's forward pass. */
export function countFlops(layers: readonly Layer[]): number {
  return layers.reduce((sum, { flops }) => sum + flops, 0);
}

/** Initial weights of every tensor, in the order of {@link weightSpecs}; each tensor has its own random stream. */
export function initialWeights(layers: readonly Layer[], seed: number): Float32Array[] {
  return weightSpecs(layers).map((spec) =>
    INITIALIZERS[spec.initializer.name]!(spec, Random.of(seed, 'weights', spec.name), spec.initializer),
  );
}
