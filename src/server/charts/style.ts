/** Legible on white and on black. */
export const INK = '#7d8590';

/** Okabe and Ito's palette without the yellow, which white swallows: told apart by the colour-blind. */
export const PALETTE = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#7d8590',
  '#8c6d31',
];

/** With the palette's repetition, so that lines differ in print too. */
export const DASHES = ['solid', 'dashed', 'dotted'] as const;

/** From low to high: blue, grey, orange, told apart by the colour-blind, on white and on black. */
export const RAMP = ['#2b6cb0', '#6f9fc9', '#9a9a9a', '#dfa14a', '#d95f02'];

export const TEXT = { color: INK, fontSize: 12 } as const;

const LINE = { lineStyle: { color: INK, opacity: 0.25 } } as const;

/** A cartesian axis of either direction; `changes` come last. */
export function axis(name: string, direction: 'x' | 'y', changes: object = {}): object {
  return {
    name,
    nameLocation: 'middle',
    nameGap: direction === 'x' ? 26 : 46,
    nameTextStyle: TEXT,
    axisLabel: { ...TEXT, hideOverlap: true },
    axisLine: { lineStyle: { color: INK } },
    splitLine: LINE,
    ...changes,
  };
}

/** Room for the names of the axes and, above, for a legend or none. */
export function grid(legend: boolean): object {
  return { left: 68, right: 20, top: legend ? 44 : 16, bottom: 44 };
}

export const LEGEND = { type: 'scroll', top: 4, textStyle: TEXT, itemWidth: 18, itemGap: 22 } as const;
