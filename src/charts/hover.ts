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

/** What a pointer reads beside a trial's number and what varies in it. */
export interface HoverValues {
  /** The parameter that comes first. */
  readonly first?: string;
  /** Name of the value on the y-axis, if it is to be read. */
  readonly y?: string;
  /** Names of further values. */
  readonly more?: readonly string[];
}

/** Points that say on hover which trial they are, what varies in it, and these values. */
export function hoverPoints(data: ChartData, { first, y, more = [] }: HoverValues) {
  const shown = [...new Set([...(first ? [first] : []), ...byImportance(data)])].slice(0, MOST_PARAMETERS);
  const read = [...shown, ...more].map((_, index) => 2 + index);
  return {
    series: {
      dimensions: ['across', y ?? 'upwards', ...shown.map((name) => ({ name, type: 'ordinal' })), ...more],
      encode: { x: 0, y: 1, tooltip: [...read, ...(y === undefined ? [] : [1])] },
    },
    point: (
      { trials, parameters }: RankedRow,
      [across, upwards]: readonly [number, number],
      values: readonly (number | null)[] = [],
    ): Point => ({
      name: `#${trials[0]}`,
      value: [across, upwards, ...shown.map((name) => shortValue(ownValue(parameters, name))), ...values],
    }),
  };
}
