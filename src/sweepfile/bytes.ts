import { amountField } from './amountField.ts';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** A size such as `500 MB` or `2 GiB`, or 0, in bytes; `example` is shown if it is none. */
export function bytesField(example: string) {
  return amountField(
    (value) => {
      const bytes = value === 0 ? 0 : typeof value === 'string' ? bytesOf(value) : undefined;
      return Number.isSafeInteger(bytes) ? bytes : undefined;
    },
    `must be 0 or a size in kB, MB, GB or their binary ones, such as ${example}`,
    (value) => `Bytes are ${value} B.`,
  );
}

function bytesOf(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,15}(?:\.\d{1,9})?)\s*([kmgt]?i?b)$/i.exec(text.trim()) ?? [];
  const size = unit && UNITS[unit.toLowerCase()];
  if (size) return Math.round(Number(amount) * size);
  return text.trim() === '0' ? 0 : undefined;
}
