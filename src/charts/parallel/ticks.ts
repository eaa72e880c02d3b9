/** Decades that also have marks within them, and the most that have one each. */
const FEW_DECADES = 2;
const MOST_DECADES = 8;

/**
 * About `most` round numbers in equal steps, of which the first is not above `low` and the last not below `high`;
 * the steps are 1, 2 or 5 times a power of ten, and none is smaller than 1 between whole numbers.
 */
export function linearTicks(low: number, high: number, most: number, whole: boolean): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const wanted = power * [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  const step = whole ? Math.max(1, wanted) : wanted;
  const first = Math.floor(rounded(low / step));
  const last = Math.ceil(rounded(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
}

/** Powers of ten, or some of them, that enclose a range of positive numbers; also 2 and 5 times those if it is short. */
export function logTicks(low: number, high: number): number[] {
  const decades = Math.log10(high / low);
  const factors = decades > FEW_DECADES ? [1] : [1, 2, 5];
  const step = Math.max(1, Math.ceil(decades / MOST_DECADES));
  const first = Math.floor(Math.log10(low));
  const powers = Array.from(
    { length: Math.ceil((Math.log10(high) - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  const all = powers.flatMap((power) => factors.map((factor) => rounded(factor * 10 ** power)));
  const begin = all.findLastIndex((tick) => tick <= low);
  const end = all.findIndex((tick) => tick >= high);
  return all.slice(Math.max(0, begin), end < 0 ? undefined : end + 1);
}

/** Without the error of a product: `0.30000000000000004` is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
