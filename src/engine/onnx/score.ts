import type { Score } from '../engine.ts';

/**
 * Loss and hits of the first `labels.length` rows of log-probabilities `[rows, classes]`. If given,
 * `predictions` gets the class of every row and `confidences` its probability. The lowest index wins a tie.
 * The loss is against targets smoothed by `smoothing`.
 */
export function scoreRows(
  logProbabilities: Float32Array,
  labels: Uint16Array,
  classes: number,
  smoothing: number,
  predictions?: Uint16Array,
  confidences?: Float32Array,
): Score {
  let lossSum = 0;
  let correct = 0;
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes;
    let best = 0;
    for (let index = 1; index < classes; index++) {
      if (logProbabilities[start + index]! > logProbabilities[start + best]!) best = index;
    }
    const label = labels[row]!;
    lossSum -= (1 - smoothing) * logProbabilities[start + label]!;
    if (smoothing > 0) lossSum -= smoothing * mean(logProbabilities, start, classes);
    if (best === label) correct++;
    if (predictions) predictions[row] = best;
    if (confidences) confidences[row] = Math.exp(logProbabilities[start + best]!);
  }
  return { lossSum, correct };
}

function mean(values: Float32Array, start: number, count: number): number {
  let sum = 0;
  for (let index = start; index < start + count; index++) sum += values[index]!;
  return sum / count;
}
