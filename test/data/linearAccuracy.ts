import type { Dataset } from '../../src/data/dataset.ts';

const PIXELS = 784;
const RATE = 0.02;
const EPOCHS = 4;

/**
 * Share of the first test images that a softmax regression, fitted to the first training images, classifies
 * correctly.
 */
export function linearAccuracy(
  { train, test, input }: Dataset,
  trainCount: number,
  testCount: number,
): number {
  const weights = new Float64Array(input.classes * PIXELS);
  const scores = new Float64Array(input.classes);
  const score = (images: Uint8Array, index: number): void => {
    for (let c = 0; c < input.classes; c++) {
      let sum = 0;
      for (let p = 0; p < PIXELS; p++) sum += (weights[c * PIXELS + p]! * images[index * PIXELS + p]!) / 255;
      scores[c] = sum;
    }
  };
  for (let step = 0; step < EPOCHS * trainCount; step++) {
    const index = step % trainCount;
    score(train.images, index);
    const most = Math.max(...scores);
    const total = scores.reduce((sum, value) => sum + Math.exp(value - most), 0);
    for (let c = 0; c < input.classes; c++) {
      const error = Math.exp(scores[c]! - most) / total - (c === train.labels[index] ? 1 : 0);
      const change = (RATE / (1 + (4 * step) / trainCount)) * error;
      for (let p = 0; p < PIXELS; p++) {
        weights[c * PIXELS + p]! -= (change * train.images[index * PIXELS + p]!) / 255;
      }
    }
  }
  let right = 0;
  test.labels.subarray(0, testCount).forEach((label, index) => {
    score(test.images, index);
    if (scores.indexOf(Math.max(...scores)) === label) right++;
  });
  return right / testCount;
}
