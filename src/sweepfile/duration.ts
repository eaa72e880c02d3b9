import { amountField } from './amountField.ts';

/** In ms. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PARTS = /^(\d+(\.\d+)?\s*(ms|s|m|h|d)\s*)+$/;
/** Longer than any machine runs, and an integer in ms. */
const LONGEST_MS = 3650 * 86_400_000;

/** A length of time such as `90m` or `1h30m`, in ms; `example` is shown if it is none. */
export function durationField(example: string) {
  return amountField(
    (value) => (typeof value === 'string' ? readDuration(value) : undefined),
    `must be a length of time in s, m, h or d, such as ${example}`,
    (value) => `Seconds are ${value}s.`,
  );
}

/** The same from a text, in ms; undefined if it is no length of time. */
export function readDuration(text: string): number | undefined {
  const ms = text.length < 100 ? durationMs(text) : undefined;
  return ms !== undefined && ms <= LONGEST_MS ? ms : undefined;
}

function durationMs(text: string): number | undefined {
  if (!PARTS.test(text.trim())) return undefined;
  let ms = 0;
  for (const [, amount, , unit] of text.matchAll(/(\d+(\.\d+)?)\s*(ms|s|m|h|d)/g)) {
    ms += Number(amount) * UNITS[unit!]!;
  }
  return Math.round(ms);
}
