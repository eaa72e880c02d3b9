import { dashOf, hueOf } from './palette.ts';
import { lineSeries, TEXT } from './style.ts';

/** A line within its band, over the same steps; null where there is none. */
export interface Band {
  readonly steps: readonly number[];
  readonly low: readonly (number | null)[];
  readonly middle: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  /** Number of values that a step's band is made from, if it changes. */
  readonly counts?: readonly number[];
}

/** Which of a line's bands one is, of how many, if they are over fewer and fewer of all its members. */
export interface BandPart {
  readonly part: number;
  readonly parts: number;
  readonly of: number;
}

/** The series of a band with that name, in the colour and the dashes of that number. */
export function bandSeries(
  { steps, low, middle, high, counts }: Band,
  name: string,
  index: number,
  { part, parts, of }: BandPart = { part: 0, parts: 1, of: 0 },
) {
  const points = (values: readonly (number | null)[]) => steps.map((step, i) => [step, values[i]]);
  const height = high.map((point, i) => (point === null ? null : point - (low[i] ?? 0)));
  const stack = `band ${index} ${part}`;
  const line = points(middle).map((point, i) => (counts ? [...point, counts[i]] : point));
  const [first, ...others] = line;
  const { lineStyle, ...series } = lineSeries(name, line, hueOf(index), dashOf(index));
  const isOfFew = counts !== undefined && 2 * Math.max(...counts) < of;
  return [
    { ...bandEdge(points(low), name, index, stack), areaStyle: undefined },
    bandEdge(points(height), name, index, stack),
    {
      ...series,
      lineStyle: isOfFew ? { ...lineStyle, width: 1, opacity: 0.8 } : lineStyle,
      ...(counts ? { about: 'median', of } : {}),
      ...(parts > 1
        ? {
            data: [{ value: first, ...numbered(counts?.[0]) }, ...others],
            symbol: 'none',
            labelLayout: { hideOverlap: true },
          }
        : { showSymbol: middle.length < 3, symbolSize: 5 }),
      emphasis: { focus: 'series', lineStyle: { width: 4 } },
    },
  ];
}

/** The mark of a point that says how many values the line is over that begins there. */
function numbered(n: number | undefined) {
  return {
    symbol: 'circle',
    symbolSize: 5,
    label: { show: true, formatter: `n ${n}`, position: [7, -15], ...TEXT, fontSize: 11, padding: 2 },
  };
}

/** An invisible line under the band, and the band that is stacked on it. */
function bandEdge(data: readonly unknown[], name: string, index: number, stack: string) {
  return {
    type: 'line',
    name: `${name}, band`,
    stack,
    stackStrategy: 'all',
    data,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    areaStyle: { color: hueOf(index), opacity: 0.15 },
    tooltip: { show: false },
    silent: true,
  };
}
