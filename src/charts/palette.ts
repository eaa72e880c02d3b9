/**
 * Eight colours, after Okabe and Ito's palette, that colour-blind readers can distinguish, each of at least
 * 3:1 contrast on the light and the dark page; compare.css has them as `.hue-1` to `.hue-8`.
 */
export const HUES = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#c469a0',
  '#b58900',
  '#2b9fc4',
  '#7d8590',
  '#a0522d',
] as const;

/** The colour of a number, from 0; colours repeat if there are more numbers. */
export function hueOf(index: number): string {
  return HUES[index % HUES.length]!;
}

/**
 * Lengths of dashes and gaps of lines in the same order, so that lines also differ without colours; empty for
 * a solid line.
 */
export const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 5],
  [2, 7],
  [6, 2, 2, 2, 2, 2],
  [16, 3, 4, 3],
];

/** The dashes of the line with that number, in echarts's form. */
export function dashOf(index: number): 'solid' | number[] {
  const dash = DASHES[index % DASHES.length]!;
  return dash.length === 0 ? 'solid' : [...dash];
}

/** Legible on white and on black. */
export const INK = '#7d8590';
