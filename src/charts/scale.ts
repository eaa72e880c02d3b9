import { distribution } from '../analysis/index.ts';
import type { ParameterValue } from '../configuration.ts';
import { formatValue, shortValue } from '../trial/varying.ts';

/** The positions of one column's values on an axis. */
export interface Scale {
  readonly type: 'value' | 'log' | 'category';
  /** The minimum and the maximum of numbers. */
  readonly bounds?: readonly [number, number];
  /** The categories, in their order; empty for numbers. */
  readonly categories: readonly string[];
  /** One value of each category. */
  readonly categoryValues: readonly (ParameterValue | undefined)[];
  /** The coordinate for echarts. */
  position(value: ParameterValue | undefined): number;
  /** Position of the value between the minimum and the maximum, from 0 to 1. */
  fraction(value: ParameterValue | undefined): number;
}

/**
 * Numbers that span a larger factor are drawn by their logarithm if that puts their median nearer to the
 * middle.
 */
const WIDE = 10;
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * A scale of numbers if all values are numbers; a scale of categories if some are not, or are absent. Positive numbers
 * that are known to be logarithmic are drawn as such.
 */
export function scaleOf(values: readonly (ParameterValue | undefined)[], isLogarithmic = false): Scale {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length && values.length > 0) return numericScale(numbers, isLogarithmic);
  const found = new Map(values.map((value) => [formatValue(value), value]));
  const categories = [...found.keys()].sort(ORDER.compare);
  const position = (value: ParameterValue | undefined) => categories.indexOf(formatValue(value));
  return {
    type: 'category',
    categories,
    categoryValues: categories.map((category) => found.get(category)),
    position,
    fraction: (value) => (categories.length < 2 ? 0.5 : position(value) / (categories.length - 1)),
  };
}

function numericScale(numbers: readonly number[], isLogarithmic: boolean): Scale {
  const low = numbers.reduce((a, b) => Math.min(a, b));
  const high = numbers.reduce((a, b) => Math.max(a, b));
  const { median } = distribution(numbers)!;
  const off = (share: number) => Math.abs(share - 0.5);
  const log =
    low > 0 &&
    (isLogarithmic ||
      (high / low > WIDE &&
        off((median - low) / (high - low)) > off(Math.log(median / low) / Math.log(high / low))));
  const along = (value: number) => (log ? Math.log(value) : value);
  const range = along(high) - along(low);
  return {
    type: log ? 'log' : 'value',
    bounds: [low, high],
    categories: [],
    categoryValues: [],
    position: Number,
    fraction: (value) => (range === 0 ? 0.5 : (along(Number(value)) - along(low)) / range),
  };
}

/**
 * The part of an echarts axis that the scale decides; drawn values have four significant digits, and a logarithmic
 * axis ends at round numbers.
 */
export function scaleAxis({ type, categories, categoryValues, bounds }: Scale): object {
  if (type === 'category') {
    const short = categoryValues.map(shortValue);
    return { type, data: new Set(short).size === short.length ? short : categories };
  }
  if (type === 'value') return { type, scale: true };
  return {
    type,
    logBase: 10,
    min: bounds && outward(bounds[0], 'below'),
    max: bounds && outward(bounds[1], 'above'),
  };
}

/** The next 1, 2 or 5 times a power of ten below a positive number, or above it. */
function outward(value: number, direction: 'below' | 'above'): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const round = [1, 2, 5, 10].map((each) => Number((each * power).toPrecision(12)));
  const found =
    direction === 'below' ? round.findLast((each) => each <= value) : round.find((each) => each >= value);
  return found ?? value;
}
