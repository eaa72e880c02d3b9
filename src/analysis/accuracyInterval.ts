/** An interval of confidence 95 %, both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of an accuracy, `correct` of `total` images; it stays within [0, 1] and holds its level
 * near both ends. `total` is positive.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function accuracyInterval(correct: number, total: number): Interval {
  const share = correct / total;
  const scale = 1 + Z ** 2 / total;
  const centre = (share + Z ** 2 / (2 * total)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  return {
    low: correct === 0 ? 0 : centre - reach,
    high: correct === total ? 1 : centre + reach,
  };
}
