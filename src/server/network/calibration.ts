import { calibration, type Tendency, tendency } from '../../analysis/index.ts';
import { type ReliabilityDiagram, reliabilityDiagram } from '../../charts/reliabilityDiagram.ts';
import { count, metric } from '../../format.ts';

/** How often the network is right at each level of confidence: a reliability diagram and its table. */
export interface CalibrationView {
  /** The expected calibration error, with four decimals. */
  readonly expectedError: string;
  /** Whether its confidence is, on the whole, above or below its accuracy. */
  readonly tendency: Tendency;
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

/**
 * The calibration of a trial, from the true and predicted classes of the test set and the bytes of the
 * confidences.
 */
export function calibrationView(
  truth: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array,
): CalibrationView {
  const { bins, expectedError } = calibration(truth, predicted, confidences);
  return {
    expectedError: metric(expectedError),
    tendency: tendency(bins),
    diagram: reliabilityDiagram(bins),
    bins: bins.map(({ from, to, count: images, confidence, accuracy }) => ({
      range: `${from.toFixed(1)} to ${to.toFixed(1)}`,
      count: count(images),
      confidence: metric(confidence),
      accuracy: metric(accuracy),
    })),
  };
}
