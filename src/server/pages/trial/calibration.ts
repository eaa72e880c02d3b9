import { calibration } from '../../../analysis/index.ts';
import { count, metric } from '../../../format.ts';

/** Side of the diagram's square, and the height of the counts below it, in its own units. */
const SIDE = 300;
const COUNTS = 44;

/** How often the network is right when it is so confident: a reliability diagram and the table behind it. */
export interface CalibrationView {
  /** The expected calibration error, four decimals. */
  readonly expectedError: string;
  /** Whether it is, on the whole, more confident than it is right, or less. */
  readonly tendency: 'overconfident' | 'underconfident' | 'neither over- nor underconfident';
  readonly side: number;
  readonly counts: number;
  readonly bins: readonly BinView[];
}

export interface BinView {
  readonly range: string;
  readonly count: string;
  readonly confidence: string;
  readonly accuracy: string;
  /** In the diagram: what is drawn from the left edge `x` on; undefined for a bin without images. */
  readonly bar:
    | {
        readonly x: number;
        readonly width: number;
        /** Top and height of the share of hits. */
        readonly y: number;
        readonly height: number;
        /** Top and height of what confidence and share of hits are apart. */
        readonly gapY: number;
        readonly gapHeight: number;
        readonly countHeight: number;
      }
    | undefined;
}

/** From the test set's true and predicted classes and the bytes of the confidences. */
export function calibrationView(
  truth: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array,
): CalibrationView {
  const { bins, expectedError } = calibration(truth, predicted, confidences);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const excess = bins.reduce(
    (sum, bin) => sum + bin.count * ((bin.confidence ?? 0) - (bin.accuracy ?? 0)),
    0,
  );
  const mean = excess / Math.max(1, truth.length);
  return {
    expectedError: metric(expectedError),
    tendency:
      Math.abs(mean) < 0.005
        ? 'neither over- nor underconfident'
        : mean > 0
          ? 'overconfident'
          : 'underconfident',
    side: SIDE,
    counts: COUNTS,
    bins: bins.map(({ from, to, count: images, confidence, accuracy }) => ({
      range: `${from.toFixed(1)} to ${to.toFixed(1)}`,
      count: count(images),
      confidence: metric(confidence),
      accuracy: metric(accuracy),
      bar:
        confidence === null || accuracy === null
          ? undefined
          : {
              x: round(SIDE * from),
              width: round(SIDE * (to - from)),
              y: round(SIDE * (1 - accuracy)),
              height: round(SIDE * accuracy),
              gapY: round(SIDE * (1 - Math.max(accuracy, confidence))),
              gapHeight: round(SIDE * Math.abs(accuracy - confidence)),
              countHeight: round((COUNTS * images) / most),
            },
    })),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
