/** A unit of an axis of time, in ms. */
export interface TimeUnit {
  readonly name: string;
  readonly ms: number;
}

const UNITS: readonly TimeUnit[] = [
  { name: 'days', ms: 86_400_000 },
  { name: 'hours', ms: 3_600_000 },
  { name: 'minutes', ms: 60_000 },
  { name: 'seconds', ms: 1000 },
];

/** The largest unit that fits at least a few times, so that an axis to 40 s is no axis to 0.67 minutes. */
export function timeUnit(lastMs: number): TimeUnit {
  return UNITS.find(({ ms }) => lastMs >= 3 * ms) ?? UNITS.at(-1)!;
}

/** The unit for these times, of which some are unknown. */
export function unitOf(timesMs: readonly unknown[]): TimeUnit {
  return timeUnit(
    timesMs.reduce<number>((most, ms) => (typeof ms === 'number' ? Math.max(most, ms) : most), 0),
  );
}

/** A time in a unit, to a thousandth of it. */
export function inUnit(timeMs: number, { ms }: TimeUnit): number {
  return Number((timeMs / ms).toFixed(3));
}

/** Ticks of an axis, more or less. */
const TICKS = 8;

/** The part of an axis from 0 that ends at a round number at or beyond `last`, or at 1 if that is 0. */
export function fromZero(last: number): { readonly min: 0; readonly max: number; readonly interval: number } {
  const end = last > 0 ? last : 1;
  const power = 10 ** Math.floor(Math.log10(end / TICKS));
  const rounded = (value: number) => Number(value.toPrecision(12));
  const interval = rounded(power * ([1, 2, 5].find((each) => each * power >= end / TICKS) ?? 10));
  return { min: 0, max: rounded(interval * Math.ceil(rounded(end / interval))), interval };
}
