import { ownValue } from '../ownValue.ts';
import { shortValue } from '../trial/varying.ts';
import type { ChartData } from './chart.ts';
import { byImportance } from './controls.ts';
import type { RankedRow } from './ranked.ts';

/** More parameters do not fit beside a pointer. */
const MOST_PARAMETERS = 8;

/** A point of a configuration in echarts's form. */
export interface Point {
  readonly name: string;
  readonly value: readonly (number | string | null)[];
}

/**
 * Points that say on hover which trial they are, what varies in it, and the value on
 * the y-axis, whose name is `y`.
 */
export function hoverPoints(data: ChartData, y: string) {
  const shown = byImportance(data).slice(0, MOST_PARAMETERS);
  const texts = shown.map((_, index) => 2 + index);
  return {
    series: {
      dimensions: ['place', y, ...shown.map((name) => ({ name, type: 'ordinal' }))],
      encode: { x: 0, y: 1, tooltip: [...texts, 1] },
    },
    point: ({ trials, parameters }: RankedRow, x: number, value: number): Point => ({
      name: `#${trials[0]}`,
      value: [x, value, ...shown.map((name) => shortValue(ownValue(parameters, name)))],
    }),
  };
}
