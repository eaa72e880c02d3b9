/**
 * The parts of a dataset that predictions are stored for. With `validation: test`, both are the test file.
 */
export const SPLITS = ['validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** The results of a network's training in addition to its metrics. */
export interface NetworkArtifacts {
  /** Predicted class of every validation and test image, in the dataset's order. */
  readonly predictions: Readonly<Record<Split, Uint16Array>>;
  /** The network's confidence in each of these: its softmax probability p as the byte round(255·p). */
  readonly confidences: Readonly<Record<Split, Uint8Array>>;
  /** The weights of the kept epoch, in Keras's order. */
  readonly weights: readonly Float32Array[];
}

/** The data stored once for a sweep's dataset, so that the file explains itself. */
export interface SharedArtifacts {
  /** The true classes of the images in the order of the predictions. */
  readonly labels: Readonly<Record<Split, Uint16Array>>;
}
