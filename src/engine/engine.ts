import type { InputShape, Layer } from '../model/layer.ts';
import type { Optimizer } from '../model/optimizer.ts';

/** The settings that a network is built from. */
export interface NetworkRequest {
  readonly layers: readonly Layer[];
  readonly input: InputShape;
  readonly optimizer: Optimizer;
  /** Share of every target that is spread evenly over all classes; 0 if absent. */
  readonly labelSmoothing?: number;
  /** Most images that {@link Network.trainStep} will be given at once. */
  readonly batchSize: number;
}

/** Sums over some images; a sum divided by their number is a mean. */
export interface Score {
  /** Sum of the images' losses, in nats: categorical cross-entropy plus the L2 penalty of the weights. */
  readonly lossSum: number;
  /** Number of images that the network assigned to their own class. */
  readonly correct: number;
}

/** One mini-batch update. */
export interface StepSettings {
  readonly learningRate: number;
  /** Two random words from which all dropout masks of this step are drawn. */
  readonly dropoutKey: readonly [number, number];
}

/** The complete state of a network's training, in the layout of the engine that made it. */
export interface NetworkState {
  /** Steps that its optimizer has done. */
  readonly steps: number;
  /** Weights, moving averages and the optimizer's state of each. */
  readonly tensors: readonly Float32Array[];
}

/**
 * Trains networks. An engine belongs to one thread and keeps results that are costly to make (compiled
 * graphs) for the next network; the numbers that a network computes do not depend on the engine's past.
 */
export interface Engine {
  readonly name: string;
  /** The version of the library beneath, as a trial's fingerprint gives it. */
  readonly version: string;
  /** A network with zero weights and a fresh optimizer. One network may be open at a time. */
  open(request: NetworkRequest): Promise<Network>;
  /** Frees everything. The engine must not be used afterwards. */
  dispose(): Promise<void>;
}

/** One network in training. Weights are Float32 tensors in Keras's order and layouts, see `weightSpecs`. */
export interface Network {
  setWeights(weights: readonly Float32Array[]): void;
  /** Copies of the weights. */
  weights(): Float32Array[];
  /**
   * Updates the weights by one step on `labels.length` images (1 to batchSize), bytes of `images` as the dataset
   * stores them (scaled by 1/255 inside). Returns the score before the update, with dropout, as Keras reports it.
   */
  trainStep(images: Uint8Array, labels: Uint16Array, settings: StepSettings): Promise<Score>;
  /**
   * Scores any number of images without dropout and writes each one's predicted class to `predictions` and,
   * if given, the softmax probability of that class to `confidences`.
   */
  evaluate(
    images: Uint8Array,
    labels: Uint16Array,
    predictions: Uint16Array,
    confidences?: Float32Array,
  ): Promise<Score>;
  /** The softmax probabilities of all classes for one or more images, without dropout: `[images, classes]`. */
  probabilities(images: Uint8Array): Promise<Float32Array>;
  /** The present state; the tensors must be copied before the next step, which may change them. */
  state(): NetworkState;
  /**
   * Continues from a state of a network that the same engine made from an equal request: all further results
   * have the same bits as if that network had gone on.
   * @throws SweepError `state_unusable` if the state is not one of such a network; nothing was changed.
   */
  restore(state: NetworkState): void;
  /** Gives the network's memory back to the engine. */
  close(): void;
}
