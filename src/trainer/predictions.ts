/** A network's predictions for some images: `Network.evaluate` fills them, each call anew. */
export class Predictions {
  readonly classes: Uint16Array;
  /** Softmax probabilities of those classes. */
  readonly confidences: Float32Array;

  constructor(count: number) {
    this.classes = new Uint16Array(count);
    this.confidences = new Float32Array(count);
  }

  /** The confidences as they are stored: round(255·p). */
  confidenceBytes(): Uint8Array {
    return Uint8Array.from(this.confidences, (probability) => Math.round(255 * probability));
  }
}
