import type { CalibrationBin } from '../analysis/index.ts';
import { metric } from '../format.ts';

/** The shapes of the SVG, in its own units; `className` is a CSS class. */
export interface ReliabilityDiagram {
  readonly viewBox: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly (Look & {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    /** What a pointer reads. */
    readonly title: string;
  })[];
  /** They are drawn over the bars. */
  readonly lines: readonly (Look & {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  })[];
  readonly texts: readonly {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle' | 'end';
    readonly text: string;
  }[];
}

interface Look {
  readonly className: string;
}

/** Side of the square, whose origin is its upper left corner, and height of the counts below it. */
const SIDE = 300;
const COUNTS = 44;
/** Room for the texts around the square. */
const LEFT = 34;
const TOP = 8;
const RIGHT = 10;
const BOTTOM = 58;
/** Distance between the square and the counts. */
const GAP = 24;

/** The share of hits by confidence in a square, and the number of images for each confidence below it. */
export function reliabilityDiagram(bins: readonly CalibrationBin[]): ReliabilityDiagram {
  const [width, height] = [SIDE + LEFT + RIGHT, SIDE + COUNTS + TOP + BOTTOM];
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const drawn = bins.map((bin) => drawBin(bin, most));
  return {
    viewBox: `${-LEFT} ${-TOP} ${width} ${height}`,
    width,
    height,
    bars: drawn.flatMap(({ bars }) => bars),
    lines: [
      { className: 'axis', x1: 0, y1: SIDE, x2: SIDE, y2: SIDE },
      { className: 'axis', x1: 0, y1: 0, x2: 0, y2: SIDE },
      ...drawn.flatMap(({ lines }) => lines),
      { className: 'ideal', x1: 0, y1: SIDE, x2: SIDE, y2: 0 },
    ],
    texts: [
      ...[1, 0.5, 0].map((share) => ({
        x: -6,
        y: SIDE * (1 - share) + (share === 1 ? 5 : 4),
        anchor: 'end' as const,
        text: String(share),
      })),
      ...[0, 0.5, 1].map((confidence) => ({
        x: SIDE * confidence,
        y: SIDE + 17,
        anchor: 'middle' as const,
        text: String(confidence),
      })),
      { x: 8, y: 14, anchor: 'start', text: 'share of hits' },
      { x: 8, y: SIDE + 38, anchor: 'start', text: 'images' },
      { x: SIDE / 2, y: SIDE + COUNTS + 44, anchor: 'middle', text: 'confidence' },
    ],
  };
}

/** Draws nothing for a bin without images. */
function drawBin(
  { from, to, count, confidence, accuracy }: CalibrationBin,
  most: number,
): Pick<ReliabilityDiagram, 'bars' | 'lines'> {
  if (confidence === null || accuracy === null) return { bars: [], lines: [] };
  const x = round(SIDE * from) + 1;
  const width = round(SIDE * (to - from)) - 2;
  const top = round(SIDE * (1 - accuracy));
  const images = round((COUNTS * count) / most);
  const title = `confidence ${from.toFixed(1)} to ${to.toFixed(1)}: share of hits ${metric(accuracy)}, mean confidence ${metric(confidence)}, n ${count}`;
  return {
    bars: [
      { className: 'hits', x, y: top, width, height: round(SIDE * accuracy), title },
      {
        className: 'gap',
        x,
        y: round(SIDE * (1 - Math.max(accuracy, confidence))),
        width,
        height: round(SIDE * Math.abs(accuracy - confidence)),
        title,
      },
      { className: 'images', x, y: SIDE + GAP + COUNTS - images, width, height: images, title },
    ],
    lines: [{ className: 'share', x1: x, y1: top, x2: x + width, y2: top }],
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
