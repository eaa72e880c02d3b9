import type { Configuration } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { buildLayers, countFlops, countParameters } from '../../model/buildLayers.ts';
import { type InputShape, type Layer, sizeOf } from '../../model/layer.ts';
import { architectureParameters } from '../../model/parameters/architecture.ts';

/** The sizes of a network. */
export interface NetworkSize {
  /** Floating-point operations of one image's forward pass. */
  readonly flops: number;
  /** Number of weights, moving averages included. */
  readonly parameterCount: number;
  /** Floats that one image's forward pass writes: the layers' outputs, and the patches for convolutions. */
  readonly floats: number;
  /** Layers that compute something. */
  readonly layers: number;
}

/** The sizes of configurations' networks on images of one shape; each architecture is computed once. */
export class NetworkSizes {
  private readonly input: InputShape;
  private readonly known = new Map<string, NetworkSize | SweepError>();

  constructor(input: InputShape) {
    this.input = input;
  }

  /** The size, or the reason why the network cannot be built. */
  of(configuration: Configuration): NetworkSize | SweepError {
    const { model } = configuration;
    const names = architectureParameters.map(({ name }) => configuration[name] ?? null);
    const key = JSON.stringify([model, ...names]);
    let size = this.known.get(key);
    if (!size) {
      size = this.measure(configuration);
      this.known.set(key, size);
    }
    return size;
  }

  private measure(configuration: Configuration): NetworkSize | SweepError {
    try {
      const layers = buildLayers(configuration, this.input);
      return {
        flops: countFlops(layers),
        parameterCount: countParameters(layers),
        floats: layers.reduce((sum, layer) => sum + floatsOf(layer), 0),
        layers: layers.filter(({ flops }) => flops > 0).length,
      };
    } catch (error) {
      if (error instanceof SweepError) return error;
      throw error;
    }
  }
}

function floatsOf(layer: Layer): number {
  const made = sizeOf(layer.outputShape);
  if (layer.kind !== 'conv2d') return made;
  return made + (made / layer.filters) * layer.kernelSize ** 2 * layer.inputShape[2]!;
}
