import { distribution } from '../analysis/index.ts';

/** Fewer values are seen better as points alone. */
const FEWEST = 5;
/** The share of a place that its boxes use, and of a box's width that is between two: echarts's layout of them. */
const USED = 0.8;
const GAP = 0.3;

/** Where the points of a box stand, in widths of a place from the middle of it. */
export interface BoxPlace {
  readonly offset: number;
  readonly width: number;
}

/** The places of that many boxes side by side. */
export function boxPlaces(boxes: number): BoxPlace[] {
  const gap = (USED / boxes) * GAP;
  const width = (USED - gap * (boxes - 1)) / boxes;
  return Array.from({ length: boxes }, (_, index) => ({
    offset: width / 2 - USED / 2 + index * (gap + width),
    width,
  }));
}

/** Whether half of some groups are large enough for a box. */
export function deserveBoxes(sizes: readonly number[]): boolean {
  return sizes.filter((size) => size >= FEWEST).length >= Math.max(1, sizes.length / 2);
}

/** A box from quartile to quartile with its median for each place, and whiskers to the lowest and the highest value. */
export function boxSeries(name: string, color: string, places: readonly (readonly number[])[]): object {
  return {
    type: 'boxplot',
    name,
    z: 1,
    itemStyle: { color: 'transparent', borderColor: color, borderWidth: 1.5 },
    data: places.map((values) => {
      const of = values.length < FEWEST ? undefined : distribution(values);
      // Of an empty place echarts reads a property, which null has not.
      return of ? [of.min, of.lowerQuartile, of.median, of.upperQuartile, of.max] : '-';
    }),
    tooltip: { show: false },
    silent: true,
  };
}
