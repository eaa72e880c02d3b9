import { HUES, INK } from './palette.ts';

/** Colours of points, which are half transparent, and of highlighted ones. */
export const POINTS = HUES[5];
export const LEADER = HUES[1];

/** From low to high: blue, grey, orange; colour-blind readers can distinguish them, on white and on black. */
export const RAMP = ['#2b6cb0', '#6f9fc9', '#9a9a9a', '#dfa14a', '#d95f02'];

export const TEXT = { color: INK, fontSize: 12 } as const;

export const AXIS_LINE = { lineStyle: { color: INK } } as const;

const LINE = { lineStyle: { color: INK, opacity: 0.25 } } as const;

/** A cartesian axis in either direction; `changes` are applied last. */
export function axis(name: string, direction: 'x' | 'y', changes: object = {}): object {
  return {
    name,
    nameLocation: 'middle',
    nameGap: direction === 'x' ? 26 : 46,
    nameTextStyle: TEXT,
    ...(direction === 'y' ? { nameTruncate: { maxWidth: 240 } } : {}),
    axisLabel: { ...TEXT, hideOverlap: true },
    axisLine: AXIS_LINE,
    splitLine: LINE,
    ...changes,
  };
}

/** An axis that names places; upwards, a long name is cut, so that the plot keeps its room. */
export function placesAxis(name: string, direction: 'x' | 'y', data: readonly string[]): object {
  return axis(name, direction, {
    type: 'category',
    data,
    splitLine: { show: false },
    axisLine: { ...AXIS_LINE, onZero: false },
    ...(direction === 'y'
      ? { nameGap: 62, axisLabel: { ...TEXT, hideOverlap: true, width: 90, overflow: 'truncate' } }
      : {}),
  });
}

/** Room for the names of the axes and, above, for a legend if there is one. */
export function grid(legend: boolean): object {
  return { left: 68, right: 20, top: legend ? 44 : 16, bottom: 44 };
}

export const LEGEND = { type: 'scroll', top: 4, textStyle: TEXT, itemWidth: 18, itemGap: 22 } as const;

/** A line of two pixels, with its symbols in the same colour; `dash` is in echarts's form. */
export function lineSeries(
  name: string,
  data: readonly unknown[],
  color: string,
  dash: 'solid' | 'dashed' | number[] = 'solid',
) {
  return {
    type: 'line',
    name,
    data,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: dash },
  } as const;
}

/** Many points, with the leading ones joined by steps. */
export function pointsAndSteps(
  points: { readonly name: string; readonly data: readonly unknown[] },
  steps: { readonly name: string; readonly data: readonly unknown[]; readonly symbolSize: number },
) {
  const { name, data, symbolSize } = steps;
  return [
    { type: 'scatter', ...points, symbolSize: 6, itemStyle: { color: POINTS, opacity: 0.7 } },
    { ...lineSeries(name, data, LEADER), step: 'end', symbolSize },
  ] as const;
}
