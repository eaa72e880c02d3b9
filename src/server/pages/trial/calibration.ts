import { type Calibration, calibration } from '../../../analysis/index.ts';
import { count, metric } from '../../../format.ts';
import { type ReliabilityDiagram, reliabilityDiagram } from './reliabilityDiagram.ts';

/** How often the network is right when it is so confident: a reliability diagram and the table behind it. */
export interface CalibrationView {
  /** The expected calibration error, four decimals. */
  readonly expectedError: string;
  /** Whether it is, on the whole, more confident than it is right, or less. */
  readonly tendency: 'overconfident' | 'underconfident' | 'neither over- nor underconfident';
  readonly diagram: ReliabilityDiagram;
  readonly bins: readonly BinLine[];
}

/** The images whose confidence lies in a range. */
export interface BinLine {
  readonly range: string;
  readonly count: string;
  readonly confidence: string;
  readonly accuracy: string;
}

/** From the test set's true and predicted classes and the bytes of the confidences. */
export function calibrationView(
  truth: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array,
): CalibrationView {
  const { bins, expectedError } = calibration(truth, predicted, confidences);
  return {
    expectedError: metric(expectedError),
    tendency: tendency(bins, truth.length),
    diagram: reliabilityDiagram(bins),
    bins: bins.map(({ from, to, count: images, confidence, accuracy }) => ({
      range: `${from.toFixed(1)} to ${to.toFixed(1)}`,
      count: count(images),
      confidence: metric(confidence),
      accuracy: metric(accuracy),
    })),
  };
}

function tendency(bins: Calibration['bins'], images: number): CalibrationView['tendency'] {
  const excess = bins.reduce(
    (sum, bin) => sum + bin.count * ((bin.confidence ?? 0) - (bin.accuracy ?? 0)),
    0,
  );
  const mean = excess / Math.max(1, images);
  if (Math.abs(mean) < 0.005) return 'neither over- nor underconfident';
  return mean > 0 ? 'overconfident' : 'underconfident';
}
