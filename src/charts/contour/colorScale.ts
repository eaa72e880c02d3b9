import { metric as formatMetric } from '../../format.ts';
import { RAMP, TEXT } from '../style.ts';

const DIGITS = 12;

/** A mean as a value of the map: with the digits that differ between small values, without the errors of a sum. */
export function colorValue(mean: number): number {
  return Number(mean.toPrecision(DIGITS));
}

/** The colours of the values of a map, beside it; the map is its first series. */
export function colorScale(values: readonly number[]): object {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    min: low,
    max: high,
    text: [formatMetric(high), formatMetric(low)],
    calculable: false,
    hoverLink: false,
    orient: 'vertical',
    right: 4,
    top: 'middle',
    itemHeight: 160,
    itemWidth: 12,
    textStyle: TEXT,
    inRange: { color: RAMP },
    seriesIndex: 0,
    dimension: 2,
  };
}
