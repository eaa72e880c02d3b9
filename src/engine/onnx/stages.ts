import type { Activation } from '../../model/activation.ts';
import type { Layer } from '../../model/layer.ts';
import { neverDecreases } from './operations/activation.ts';

/** An element-wise activation, which was a layer or part of one. */
interface ActivationStage {
  readonly kind: 'activation';
  readonly activation: Activation;
}

/** A layer without its activation, or an activation. */
export type Stage = Exclude<Layer, { kind: 'activation' }> | ActivationStage;

/**
 * Separates activations from their layers. An activation that never decreases is moved behind a max pooling
 * that follows: the values are the same, and there are fewer to compute. The output layer's softmax belongs
 * to the loss; linear needs no stage.
 */
export function stagesOf(layers: readonly Layer[]): Stage[] {
  const stages = layers.flatMap(split);
  for (let index = 0; index + 1 < stages.length; index++) {
    const [stage, next] = [stages[index]!, stages[index + 1]!];
    if (stage.kind !== 'activation' || next.kind !== 'max_pooling2d') continue;
    if (neverDecreases(stage.activation)) stages.splice(index, 2, next, stage);
  }
  return stages;
}

function split(layer: Layer): Stage[] {
  if (layer.kind === 'activation') return [{ kind: 'activation', activation: layer.activation }];
  if (layer.kind !== 'conv2d' && layer.kind !== 'dense') return [layer];
  if (layer.activation === 'linear' || layer.activation === 'softmax') return [layer];
  return [layer, { kind: 'activation', activation: layer.activation }];
}
