/**
 * Exponential moving average whose start is not pulled towards zero (Kingma and Ba, "Adam", 2015, section 3),
 * as TensorBoard smooths. `weight` is from 0 (unchanged) to below 1; absent values stay absent.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let share = 0;
  return values.map((value) => {
    if (value === null) return null;
    average = weight * average + (1 - weight) * value;
    share = weight * share + (1 - weight);
    return average / share;
  });
}
