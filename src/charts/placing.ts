import type { ParameterValue } from '../configuration.ts';
import { shortValue } from '../trial/varying.ts';
import { jitter } from './jitter.ts';
import { type Scale, scaleAxis, scaleOf } from './scale.ts';
import { AXIS_LINE, axis, placesAxis } from './style.ts';

/** Numbers with no more values than this stand in places of their own, as categories do. */
const FEW = 12;

/** The axes of one direction, and where points stand on the one that places them. */
export interface Placing {
  readonly axes: readonly object[];
  /** Index of that axis among them. */
  readonly index: number;
  readonly positions: readonly number[];
  /** Number of places; 0 on a range of numbers. */
  readonly places: number;
  /** The place of a value, from 0; undefined on a range of numbers. */
  readonly placeOf?: (value: ParameterValue | undefined) => number;
}

/**
 * Places values of a column: numbers on their scale, categories and a few numbers that repeat side by side,
 * since many points on one spot would hide their number. Measured numbers are not listed: they are a range, however few.
 */
export function placing(
  name: string,
  direction: 'x' | 'y',
  values: readonly (ParameterValue | undefined)[],
  trials: readonly number[],
  areListed = true,
): Placing {
  const scale = scaleOf(values);
  const places = areListed || scale.type === 'category' ? placesOf(values, scale) : undefined;
  if (!places) {
    const changes = {
      ...scaleAxis(scale),
      ...(direction === 'x' ? { splitLine: { show: false } } : {}),
      axisLine: { ...AXIS_LINE, onZero: false },
    };
    return {
      axes: [axis(name, direction, changes)],
      index: 0,
      positions: values.map(scale.position),
      places: 0,
    };
  }
  const { texts, place } = places;
  const points = values.map((value, index) => ({ trial: trials[index]!, position: place(value) }));
  return {
    axes: [
      placesAxis(name, direction, texts),
      { type: 'value', min: -0.5, max: texts.length - 0.5, show: false },
    ],
    index: 1,
    positions: jitter(points, direction),
    places: texts.length,
    placeOf: place,
  };
}

interface Places {
  readonly texts: readonly string[];
  place(value: ParameterValue | undefined): number;
}

function placesOf(values: readonly (ParameterValue | undefined)[], scale: Scale): Places | undefined {
  if (scale.type === 'category') {
    const { data } = scaleAxis(scale) as { readonly data: readonly string[] };
    return { texts: data, place: scale.position };
  }
  const distinct = [...new Set(values.map(Number))].sort((a, b) => a - b);
  if (distinct.length > FEW || distinct.length === values.length) return undefined;
  return { texts: distinct.map(shortValue), place: (value) => distinct.indexOf(Number(value)) };
}
