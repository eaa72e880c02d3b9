/** The parts of a dataset that predictions are stored for. With `validation: test` both are the test file. */
export const SPLITS = ['validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** What a network's training leaves behind besides its metrics. */
export interface NetworkArtifacts {
  /** Predicted class of every validation and test image, in the dataset's order. */
  readonly predictions: Readonly<Record<Split, Uint16Array>>;
  /** How confident the network was of each of these: its softmax probability p as the byte round(255·p). */
  readonly confidences: Readonly<Record<Split, Uint8Array>>;
  /** The weights that are kept, those of the kept epoch, in Keras's order. */
  readonly weights: readonly Float32Array[];
}

/** What is stored of a dataset once for a sweep, so that the file explains itself. */
export interface SharedArtifacts {
  /** The true classes of the images in the order of the predictions. */
  readonly labels: Readonly<Record<Split, Uint16Array>>;
}
