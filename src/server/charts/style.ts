import { HUES, INK } from '../palette.ts';

/** Of points, and of what stands out among them. */
export const POINTS = HUES[0];
export const LEADER = HUES[1];

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
