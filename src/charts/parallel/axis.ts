import type { ParameterValue } from '../../configuration.ts';
import { writeColumn, writeCondition } from '../../store/index.ts';
import { thin } from '../../thin.ts';
import { formatValue, shortValue } from '../../trial/varying.ts';
import type { BrushAxis, BrushStop } from '../chart.ts';
import { scaleOf } from '../scale.ts';
import { tickText } from '../tickText.ts';
import { linearTicks, logTicks } from './ticks.ts';

/** One axis of parallel coordinates. Places on it go from 0, its beginning, to 1. */
export interface ParallelAxis {
  readonly name: string;
  readonly ticks: readonly { readonly place: number; readonly text: string }[];
  place(value: ParameterValue | undefined): number;
  /** How far from its place a path through the value may be drawn; 0 within a range of numbers. */
  room(value: ParameterValue | undefined): number;
  readonly brush: BrushAxis;
}

/** What an axis shows. */
export interface Shown {
  readonly name: string;
  /** Its name in filters. */
  readonly column: string;
  /** The value of every path; undefined where it is absent. */
  readonly values: readonly (ParameterValue | undefined)[];
  /** Whether its spec draws its values evenly by their logarithm. */
  readonly isLogarithmic?: boolean;
  /** Whether its values were measured rather than tried. */
  readonly isMeasured?: boolean;
}

/** Most different numbers that are ticks of their own. */
const MOST_LISTED = 12;
/** Listed numbers that would be nearer to each other stand in equal distances. */
const NEAREST = 0.06;
/** Room before the first and behind the last of listed numbers. */
const MARGIN = 0.06;
const MOST_ROOM = 0.05;
/** Share of the distance to the next value that paths through a value use. */
const SHARE = 0.4;
const MOST_TICKS = 8;
const MOST_CATEGORY_TICKS = 16;
/** The place of an absent value beside numbers, and the place where these begin. */
const ABSENT = 0.04;
const NUMBERS = 0.16;

/** Numbers on their scale, with the values tried as ticks if they are few; everything else side by side. */
export function parallelAxis(shown: Shown): ParallelAxis {
  const { values, name, column } = shown;
  const present = values.filter((value) => value !== undefined);
  const numbers = present.filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.length < present.length) return categories(shown);
  const start = present.length < values.length ? NUMBERS : 0;
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const few = distinct.length === 1 || (distinct.length <= MOST_LISTED && !shown.isMeasured);
  const part = few ? listed(distinct, shown, start) : range(distinct, shown, start);
  if (start === 0) return { name, ...part };
  const { ticks, place, room, brush } = part;
  const absent = { place: ABSENT, room: MOST_ROOM / 2, condition: absence(column) };
  return {
    name,
    ticks: [{ place: ABSENT, text: formatValue(undefined) }, ...ticks],
    place: (value) => (value === undefined ? ABSENT : place(value)),
    room: (value) => (value === undefined ? absent.room : room(value)),
    brush: { ...brush, stops: [absent, ...brush.stops] },
  };
}

type Part = Omit<ParallelAxis, 'name'>;

function listed(distinct: readonly number[], shown: Shown, start: number): Part {
  const { fraction } = scaleOf(distinct, shown.isLogarithmic);
  const within = distinct.map(fraction);
  const gaps = within.slice(1).map((each, index) => each - within[index]!);
  const even = Math.min(1, ...gaps) < NEAREST;
  const places = within.map((each, index) => {
    const share = even ? index / (distinct.length - 1) : each;
    return start + (1 - start) * (MARGIN + (1 - 2 * MARGIN) * share);
  });
  return atStops(shown, distinct, places);
}

function categories(shown: Shown): ParallelAxis {
  const { categoryValues } = scaleOf(shown.values);
  const places = categoryValues.map((_, index) => (index + 0.5) / categoryValues.length);
  return { name: shown.name, ...atStops(shown, categoryValues, places) };
}

/** Values that stand at places of their own, which ascend. */
function atStops(
  { column }: Shown,
  values: readonly (ParameterValue | undefined)[],
  places: readonly number[],
): Part {
  const gaps = places.slice(1).map((each, index) => each - places[index]!);
  const room = Math.min(MOST_ROOM, ...gaps.map((gap) => gap * SHARE));
  const known = new Map(values.map((value, index) => [formatValue(value), places[index]!]));
  const short = values.map(shortValue);
  const texts = new Set(short).size === short.length ? short : values.map(formatValue);
  return {
    ticks: thin(
      places.map((place, index) => ({ place, text: texts[index]! })),
      MOST_CATEGORY_TICKS,
    ),
    place: (value) => known.get(formatValue(value))!,
    room: () => room,
    brush: {
      column,
      written: writeColumn(column),
      stops: places.flatMap((place, index): BrushStop[] => {
        const value = values[index];
        const condition = value === undefined ? absence(column) : writeCondition(column, value);
        if (condition === undefined) return [];
        return [{ place, room, condition, ...(typeof value === 'number' ? { number: value } : {}) }];
      }),
    },
  };
}

/** Numbers of a range, from the round number below the first to the one above the last. */
function range(distinct: readonly number[], shown: Shown, start: number): Part {
  const [lowest, highest] = [distinct[0]!, distinct.at(-1)!];
  const isLog =
    scaleOf(
      shown.values.filter((each) => each !== undefined),
      shown.isLogarithmic,
    ).type === 'log';
  const isWhole = distinct.every(Number.isInteger);
  const marks = isLog ? logTicks(lowest, highest) : linearTicks(lowest, highest, MOST_TICKS, isWhole);
  const low = Math.min(lowest, marks[0]!);
  const high = Math.max(highest, marks.at(-1)!);
  const { fraction } = scaleOf([low, high], isLog);
  const place = (value: ParameterValue | undefined) => start + (1 - start) * fraction(value);
  return {
    ticks: marks.map((mark) => ({ place: place(mark), text: textOf(mark, marks, isLog) })),
    place,
    room: () => 0,
    brush: {
      column: shown.column,
      written: writeColumn(shown.column),
      stops: [],
      range: { from: start, low, high, isLog, isWhole },
    },
  };
}

/** From this size on, a tick is written by its power of ten. */
const LARGE = 100_000;

function textOf(mark: number, marks: readonly number[], isLog: boolean): string {
  if (Math.abs(mark) >= LARGE) return mark.toExponential().replace('e+', 'e');
  return isLog ? shortValue(mark) : tickText(mark, marks);
}

/** No comparison holds for an absent value, not even that it differs from a text. */
function absence(column: string): string {
  return `not ${writeColumn(column)}!=""`;
}
