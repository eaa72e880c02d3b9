import { count, metric } from '../format.ts';
import type { ChartData } from './chart.ts';
import type { RankedRow } from './ranked.ts';
import { hover, rowLines } from './tooltip.ts';

/** A point of a configuration in echarts's form. */
export interface Point {
  readonly name: string;
  readonly value: readonly (number | string | null)[];
  readonly tooltip: { readonly formatter: string };
}

/** What a pointer reads beside a trial's number and what varies in it. */
export interface HoverValues {
  /** Name of the value on the y-axis, if it is to be read. */
  readonly y?: string;
  /** Names of further values. */
  readonly more?: readonly string[];
}

/** Points that say on hover which trial they are, what varies in it, its metric and these values. */
export function hoverPoints(data: ChartData, { y, more = [] }: HoverValues) {
  const others = more.filter((name) => name !== data.sweep.metric);
  return {
    series: { dimensions: ['across', y ?? 'upwards', ...more], encode: { x: 0, y: 1 } },
    point: (
      row: RankedRow,
      [across, upwards]: readonly [number, number],
      values: readonly (number | null)[] = [],
    ): Point => ({
      name: `#${row.trials[0]}`,
      value: [across, upwards, ...values],
      ...hover([
        ...rowLines(row, data),
        ...others.map((name) => `${name} ${numberText(values[more.indexOf(name)])}`),
      ]),
    }),
  };
}

function numberText(value: number | null | undefined): string {
  return Number.isSafeInteger(value) ? count(value!) : metric(value);
}
