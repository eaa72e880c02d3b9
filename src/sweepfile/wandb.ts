import type { Report } from './report.ts';
import type { MappingTree } from './tree.ts';

/** Top-level keys of W&B's that say how and where to start a program; a sweep here trains its own networks. */
export const IGNORED_KEYS: readonly string[] = [
  'program',
  'project',
  'entity',
  'command',
  'controller',
  'apiVersion',
  'kind',
  'job',
  'image_uri',
  'scheduler',
];

/** Top-level keys of W&B's that change what a sweep does. */
export const UNSUPPORTED_KEYS: readonly string[] = ['early_terminate', 'metrics'];

/** Legacy distributions take natural logarithms as bounds, and W&B refuses them too. */
const LEGACY_DISTRIBUTIONS: ReadonlyMap<string, string> = new Map([
  ['log_uniform', 'log_uniform_values'],
  ['q_log_uniform', 'q_log_uniform_values'],
  ['inv_log_uniform', 'inv_log_uniform_values'],
]);

/** Warns of each key of W&B's that is harmless and has no effect. */
export function warnOfIgnored(root: MappingTree, report: Report): void {
  for (const [key, { keyPlace }] of root.entries) {
    if (IGNORED_KEYS.includes(key)) report.warning(keyPlace, [key], `${key} is W&B's and has no effect here`);
  }
}

/** Reports the keys of W&B's that cannot be honoured yet, and returns them. */
export function refuseUnsupported(root: MappingTree, report: Report): string[] {
  const found = UNSUPPORTED_KEYS.filter((key) => root.entries.has(key));
  for (const key of found) {
    const hint =
      key === 'metrics'
        ? 'Use metric with a single metric.'
        : 'Remove it; every trial then runs all its epochs.';
    report.error(root.entries.get(key)!.keyPlace, [key], `${key} is not supported yet`, hint);
  }
  return found;
}

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
