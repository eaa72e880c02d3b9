import { count } from '../../format.ts';
import { sizeOf } from '../../model/layer.ts';
import type { NetworkTrial } from '../../store/index.ts';

/** A network layer by layer. */
export interface LayersView {
  readonly rows: readonly LayerRow[];
  /** The sums over the whole network. */
  readonly together: Pick<LayerRow, 'weights' | 'flops'>;
}

export interface LayerRow {
  readonly name: string;
  /** Its shape, such as `26 × 26 × 32`. */
  readonly output: string;
  /** The number of its weights. */
  readonly weights: string;
  /** Floating-point operations for one image. */
  readonly flops: string;
}

export function layersView({ layers, parameterCount, flops }: NetworkTrial): LayersView {
  const rows = layers.map((layer) => ({
    name: layer.name,
    output: layer.outputShape.join(' × '),
    weights: count(layer.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)),
    flops: count(layer.flops),
  }));
  return { rows, together: { weights: count(parameterCount), flops: count(flops) } };
}
