/**
 * A tick's text with as many decimals as the tick of its axis that has the most: 0.90 beside 0.88. Beside very large ticks,
 * or among very small ones, it has an exponent: 1.5e308.
 */
export function tickText(value: number, ticks: readonly number[]): string {
  const size = Math.max(...ticks.map(Math.abs));
  if (size >= LARGE || (size < SMALL && size > 0)) {
    return value === 0 ? '0' : Number(value.toPrecision(EXACT)).toExponential().replace('e+', 'e');
  }
  const digits = Math.min(MOST_DECIMALS, Math.max(0, ...ticks.map(decimals)));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const MOST_DECIMALS = 20;
const LARGE = 1e15;
const SMALL = 1e-12;
/** Digits without the error of a computed tick. */
const EXACT = 12;

/** A tick of a logarithmic axis, which stands alone; echarts computes 0.0001 as 0.00009999999999999999. */
export function logTickText(value: number): string {
  const rounded = Number(value.toPrecision(LOG_DIGITS));
  return tickText(rounded, [rounded]);
}

const LOG_DIGITS = 6;

function decimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return (digits.split('.')[1]?.length ?? 0) - Number(exponent);
}
