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

/** A time in a unit, to a thousandth of it. */
export function inUnit(timeMs: number, { ms }: TimeUnit): number {
  return Number((timeMs / ms).toFixed(3));
}
