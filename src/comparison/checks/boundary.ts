import { listed } from '../../format.ts';
import { ownValue } from '../../ownValue.ts';
import type { Distribution, Space } from '../../space/space.ts';
import type { Check, Searched } from './checks.ts';

/** The part of a range at either end, on the scale of the distribution, that counts as its boundary. */
const EDGE = 0.05;
/** Of two values, one is always at the end. */
const FEWEST_LISTED = 3;

/** A boundary on which an optimum lies. */
interface Boundary {
  readonly end: 'lower' | 'upper';
  /** What the values are, such as `its range 0.001 to 0.1`. */
  readonly among: string;
  /** A value beyond it; undefined if there is none that surely makes sense. */
  readonly beyond: number | undefined;
}

/** The optima of nuisance parameters that lie at the end of what was searched: a better one may lie beyond. */
export function boundaryChecks(nuisance: Space, groups: readonly Searched[]): Check[] {
  const found = groups.flatMap(({ trained, best }) =>
    [...nuisance].flatMap(([name, distribution]): Check[] => {
      const value = ownValue(best.parameters, name);
      const boundary = typeof value === 'number' ? boundaryAt(distribution, value) : undefined;
      if (!boundary) return [];
      const { among, beyond, end } = boundary;
      const such = beyond === undefined ? '' : `, such as to ${beyond}`;
      const where = `The best ${name} of ${trained.name}, ${short(value as number)}, is at the ${end} end of ${among}`;
      return [
        { about: 'boundary', ok: false, text: `${where}: a better one may lie beyond. Extend it${such}.` },
      ];
    }),
  );
  if (found.length > 0) return found;
  const names = [...nuisance].flatMap(([name, each]) => (each.drawable > 1 && isNumeric(each) ? [name] : []));
  if (names.length === 0) return [];
  const text = `No optimum lies at the end of what was searched, for ${listed(names)}.`;
  return [{ about: 'boundary', ok: true, text }];
}

function isNumeric(distribution: Distribution): boolean {
  return distribution.support !== undefined || numbersOf(distribution).length > 1;
}

function boundaryAt(distribution: Distribution, value: number): Boundary | undefined {
  if (distribution.drawable === 1 || !distribution.contains(value)) return undefined;
  const { support } = distribution;
  if (!support) return listedBoundary(numbersOf(distribution), value);
  const { min, max } = support;
  // A normal distribution has no ends.
  if (!Number.isFinite(min) || !Number.isFinite(max)) return undefined;
  const place = distribution.encode(value);
  const end =
    place <= EDGE || value === min ? 'lower' : place >= 1 - EDGE || value === max ? 'upper' : undefined;
  if (!end || isNaturalEnd(end === 'lower' ? min : max)) return undefined;
  const isLog = distribution.kind.includes('log_uniform');
  const [near, width] = end === 'lower' ? [min, min - max] : [max, max - min];
  const next = isLog ? (end === 'lower' ? min / 10 : max * 10) : near + width / 2;
  return {
    end,
    among: `its range ${short(min)} to ${short(max)}`,
    beyond: sensible(next, [min, max], support.integer),
  };
}

function listedBoundary(numbers: readonly number[], value: number): Boundary | undefined {
  if (numbers.length < FEWEST_LISTED) return undefined;
  const end = value === numbers[0] ? 'lower' : value === numbers.at(-1) ? 'upper' : undefined;
  if (!end || isNaturalEnd(value)) return undefined;
  const neighbour = end === 'lower' ? numbers[1]! : numbers.at(-2)!;
  // Values that double, or are ten times as large, go on in that way.
  const isGeometric = value * neighbour > 0 && Math.abs(Math.log(value / neighbour)) > Math.log(1.4);
  const next = isGeometric ? (value * value) / neighbour : 2 * value - neighbour;
  const isInteger = numbers.every(Number.isInteger);
  const ends = [numbers[0]!, numbers.at(-1)!];
  return {
    end,
    among: `its values ${numbers.map(short).join(', ')}`,
    beyond: sensible(next, ends, isInteger),
  };
}

/** Nothing lies beyond them, in parameters that are shares, sizes or rates. */
function isNaturalEnd(value: number): boolean {
  return value === 0 || value === 1;
}

/** Of parameters that were positive, or shares, values stay so. */
function sensible(next: number, [least, most]: readonly number[], isInteger: boolean): number | undefined {
  const low = Math.min(least!, most!);
  const high = Math.max(least!, most!);
  const rounded = isInteger ? Math.round(next) : Number(next.toPrecision(2));
  if (low >= 0 && rounded <= 0) return undefined;
  if (low >= 0.1 && high < 1 && rounded >= 1) return Number((1 - (1 - high) / 2).toPrecision(3));
  return rounded >= low && rounded <= high ? undefined : rounded;
}

function numbersOf(distribution: Distribution): number[] {
  const grid = distribution.support ? undefined : distribution.grid();
  const values = Array.from({ length: grid?.size ?? 0 }, (_, at) => grid!.at(at));
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : [];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
