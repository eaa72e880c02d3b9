import { SweepError } from '../errors.ts';

/** Images whose confidence lies in (from, to], the first bin's in [0, to]. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Means over the bin's images; null if it has none. */
  readonly confidence: number | null;
  /** Share of the bin's images that were assigned to their own class. */
  readonly accuracy: number | null;
}

export interface Calibration {
  /** Bins of equal width, the least confident first. */
  readonly bins: readonly CalibrationBin[];
  /**
   * Expected calibration error, in [0, 1]: 0 if every confidence equals the share of hits among images with
   * that confidence.
   */
  readonly expectedError: number;
}

/**
 * Compares how often a network is right with its confidence. `confidences` holds for each image the softmax
 * probability p of its predicted class as the byte round(255·p).
 *
 * ECE = Σ_b (n_b / n) · |accuracy_b − confidence_b| over bins b of equal width: equation 3 of Guo, Pleiss,
 * Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
 * @throws SweepError `dataset_mismatch` where the three are not of the same images.
 */
export function calibration(
  labels: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array,
  binCount = 10,
): Calibration {
  const total = labels.length;
  if (predicted.length !== total || confidences.length !== total) {
    throw new SweepError(
      'dataset_mismatch',
      `There are ${predicted.length} predictions and ${confidences.length} confidences for ${total} images.`,
      'Score the trial on the dataset that it was trained on.',
    );
  }
  const sums = Array.from({ length: binCount }, () => ({ count: 0, bytes: 0, hits: 0 }));
  for (let image = 0; image < total; image++) {
    const byte = confidences[image]!;
    const bin = sums[Math.max(0, Math.ceil((byte * binCount) / 255) - 1)]!;
    bin.count++;
    bin.bytes += byte;
    if (labels[image] === predicted[image]) bin.hits++;
  }
  const bins = sums.map(({ count, bytes, hits }, index) => ({
    from: index / binCount,
    to: (index + 1) / binCount,
    count,
    confidence: count === 0 ? null : bytes / 255 / count,
    accuracy: count === 0 ? null : hits / count,
  }));
  const gaps = sums.map(({ bytes, hits }) => Math.abs(hits - bytes / 255));
  return { bins, expectedError: total === 0 ? 0 : gaps.reduce((a, b) => a + b, 0) / total };
}

export type Tendency = 'overconfident' | 'underconfident' | 'neither over- nor underconfident';

/** Whether a network's confidence is, on the whole, above or below its accuracy: by half a point at least. */
export function tendency(bins: Calibration['bins']): Tendency {
  const images = bins.reduce((sum, { count }) => sum + count, 0);
  const excess = bins.reduce(
    (sum, { count, confidence, accuracy }) => sum + count * ((confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
  const mean = excess / Math.max(1, images);
  if (Math.abs(mean) < 0.005) return 'neither over- nor underconfident';
  return mean > 0 ? 'overconfident' : 'underconfident';
}
