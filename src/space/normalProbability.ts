/** Beyond this many standard deviations, a cumulative probability is 0 or 1. */
const FARTHEST = 38;

/** The standard normal's cumulative probability, to 1e-14: G. West, "Better approximations to cumulative normal functions", 2005. */
export function normalCumulative(z: number): number {
  const x = Math.abs(z);
  if (x > FARTHEST) return z < 0 ? 0 : 1;
  const bell = Math.exp((-x * x) / 2);
  let tail: number;
  if (x < 7.07106781186547) {
    const above =
      ((((((3.52624965998911e-2 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
        112.079291497871) *
        x +
        221.213596169931) *
        x +
        220.206867912376) *
      bell;
    const below =
      ((((((8.83883476483184e-2 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
        296.564248779674) *
        x +
        637.333633378831) *
        x +
        793.826512519948) *
        x +
      440.413735824752;
    tail = above / below;
  } else {
    const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
    tail = bell / (fraction * 2.506628274631);
  }
  return z < 0 ? tail : 1 - tail;
}

/**
 * The number below which the standard normal lies with that probability; 0 and 1 give the farthest numbers
 * that draws reach. Acklam's rational approximation, 2003, and one step of Halley's method towards {@link
 * normalCumulative}.
 */
export function normalQuantile(probability: number): number {
  const p = Math.min(1 - 2 ** -53, Math.max(2 ** -53, probability));
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = p < 0.02425 ? lowTail(Math.sqrt(-2 * Math.log(p))) : middle(p - 0.5);
  const step = (normalCumulative(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - step / (1 + (z * step) / 2);
}

function lowTail(q: number): number {
  const above =
    ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
    1;
  return above / below;
}

function middle(q: number): number {
  const r = q * q;
  const above =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return above / below;
}
