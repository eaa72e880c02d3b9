import { SweepError } from '../../errors.ts';
import type { InputShape, Layer } from '../../model/layer.ts';

/** A trained network whose weights are kept. */
export interface TrainedNetwork {
  /**
   * Equal exactly for equal networks with equal weights: a network that is loaded under a key is used again.
   */
  readonly key: string;
  /** The name of the engine that trained it. */
  readonly engine: string;
  readonly layers: readonly Layer[];
  readonly input: InputShape;
  /** Weights in Keras's order; called only if the network is not loaded yet. */
  weights(): readonly Float32Array[];
}

/** Runs trained networks, off the calling thread. */
export interface Classifier {
  /**
   * The probabilities of all classes for one image (bytes of the input's shape). Calls are answered one by
   * one.
   * @throws SweepError `engine_unavailable` if the engine does not load on this machine.
   */
  probabilities(network: TrainedNetwork, image: Uint8Array): Promise<Float32Array>;
}

/** For a server that has no engine. */
export const NO_CLASSIFIER: Classifier = {
  probabilities: async () => {
    throw new SweepError(
      'engine_unavailable',
      'This server runs no networks.',
      'Start it with `sweep serve`.',
    );
  },
};
