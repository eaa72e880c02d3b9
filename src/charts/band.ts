import { dashOf, hueOf } from './palette.ts';
import { lineSeries } from './style.ts';

/** A line within its band, over the same steps; null where there is none. */
export interface Band {
  readonly steps: readonly number[];
  readonly low: readonly (number | null)[];
  readonly middle: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  /** Number of values that a step's band is made from, if it changes. */
  readonly counts?: readonly number[];
}

/** The series of a band with that name, in the colour and the dashes of that number. */
export function bandSeries({ steps, low, middle, high, counts }: Band, name: string, index: number) {
  const points = (values: readonly (number | null)[]) => steps.map((step, i) => [step, values[i]]);
  const height = high.map((point, i) => (point === null ? null : point - (low[i] ?? 0)));
  return [
    { ...bandEdge(points(low), name, index), areaStyle: undefined },
    bandEdge(points(height), name, index),
    {
      ...lineSeries(
        name,
        points(middle).map((point, i) => (counts ? [...point, counts[i]] : point)),
        hueOf(index),
        dashOf(index),
      ),
      showSymbol: middle.length < 3,
      symbolSize: 5,
      emphasis: { focus: 'series', lineStyle: { width: 4 } },
    },
  ];
}

/** An invisible line under the band, and the band that is stacked on it. */
function bandEdge(data: readonly unknown[], name: string, index: number) {
  return {
    type: 'line',
    name: `${name}, band`,
    stack: `band ${index}`,
    stackStrategy: 'all',
    data,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    areaStyle: { color: hueOf(index), opacity: 0.15 },
    tooltip: { show: false },
    silent: true,
  };
}
