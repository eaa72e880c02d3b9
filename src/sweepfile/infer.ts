import type { MappingTree, Tree } from './tree.ts';

const INTEGER = /^[-+]?(\d+|0o[0-7]+|0x[0-9a-fA-F]+)$/;

/**
 * The distribution of a definition that names none, by W&B's rules: `value` → constant, `values` → categorical,
 * two bounds written as integers → int_uniform, otherwise uniform. `1.0` is not written as an integer.
 */
export function inferDistribution({ entries }: MappingTree): string {
  if (entries.has('value')) return 'constant';
  if (entries.has('values'))
    return entries.has('probabilities') ? 'categorical_w_probabilities' : 'categorical';
  return isInteger(entries.get('min')?.value) && isInteger(entries.get('max')?.value)
    ? 'int_uniform'
    : 'uniform';
}

/** Whether a bound is written with a decimal point or an exponent, though it is a whole number. */
export function isWholeDecimal(tree: Tree | undefined): boolean {
  return tree?.type === 'scalar' && Number.isInteger(tree.value) && !INTEGER.test(tree.source);
}

function isInteger(tree: Tree | undefined): boolean {
  return tree?.type === 'scalar' && typeof tree.value === 'number' && INTEGER.test(tree.source);
}
