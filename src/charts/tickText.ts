/** A tick's text with as many decimals as the tick of its axis that has the most: 0.90 beside 0.88. */
export function tickText(value: number, ticks: readonly number[]): string {
  const digits = Math.min(MOST_DECIMALS, Math.max(0, ...ticks.map(decimals)));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const MOST_DECIMALS = 20;

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
