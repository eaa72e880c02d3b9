/** Legacy distributions take natural logarithms as bounds, and W&B refuses them too. */
const LEGACY_DISTRIBUTIONS: ReadonlyMap<string, string> = new Map([
  ['log_uniform', 'log_uniform_values'],
  ['q_log_uniform', 'q_log_uniform_values'],
  ['inv_log_uniform', 'inv_log_uniform_values'],
]);

/** How to replace a legacy distribution with these bounds; undefined for any other. */
export function replacementOf(
  distribution: string,
  min: unknown,
  max: unknown,
): { readonly hint: string } | undefined {
  const name = LEGACY_DISTRIBUTIONS.get(distribution);
  if (name === undefined) return undefined;
  if (typeof min !== 'number' || typeof max !== 'number')
    return { hint: `Use ${name} with the bounds themselves instead of their logarithms.` };
  const [low, high] = [exponential(min), exponential(max)];
  const asLogarithms = low > 0 && Number.isFinite(high) ? `min: ${low} and max: ${high}` : undefined;
  const asTheyAre = min > 0 ? `min: ${min} and max: ${max}` : undefined;
  if (asLogarithms && asTheyAre) {
    const meant = `${asTheyAre} where these are the bounds, or ${asLogarithms} where they are logarithms`;
    return { hint: `Use ${name} with ${meant}, as W&B reads them.` };
  }
  return { hint: `Use ${name} with ${asLogarithms ?? asTheyAre ?? 'bounds above 0'}.` };
}

function exponential(logarithm: number): number {
  return Number(Math.exp(logarithm).toPrecision(4));
}
