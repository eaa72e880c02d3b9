import { choice } from '../../model/value.ts';
import { DISTRIBUTIONS } from '../../space/index.ts';
import type { DistributionKind } from '../../space/kind.ts';
import { replacementOf } from '../legacyDistributions.ts';
import { hintFor, refusal } from '../legalValue.ts';
import { didYouMean } from '../suggest.ts';
import type { Entry, MappingTree, Tree } from '../yaml/tree.ts';
import { partAt, plain } from '../yaml/tree.ts';
import type { WrittenParameter } from './written.ts';

const INTEGER = /^[-+]?(\d+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const kindNames = choice([...DISTRIBUTIONS.keys()]);

/** The distribution that a definition names or implies; undefined, and reported, if there is none. */
export function chooseKind(written: WrittenParameter, mapping: MappingTree): DistributionKind | undefined {
  const { name, report, path, keyPlace } = written;
  const { entries } = mapping;
  const nested = entries.get('parameters');
  if (nested) {
    const message = `${name} holds nested parameters, which are not supported`;
    const hint = 'Write them directly under the top-level parameters.';
    report.error(nested.keyPlace, [...path, 'parameters'], message, hint);
    return undefined;
  }
  const named = entries.get('distribution');
  if (named) return kindNamed(written, mapping, named);
  if (['value', 'values', 'min', 'max'].some((key) => entries.has(key))) {
    return DISTRIBUTIONS.get(inferDistribution(mapping));
  }
  const key = [...entries.keys()][0];
  const hint =
    (key !== undefined ? didYouMean(key, ['value', 'values', 'min', 'max', 'distribution']) : undefined) ??
    `Such as ${name}: [${written.parameter.example}].`;
  report.error(keyPlace, path, `${name} needs a value, a list of values, or min and max`, hint);
  return undefined;
}

function kindNamed(written: WrittenParameter, mapping: MappingTree, { value }: Entry) {
  const { name, path, report } = written;
  const wanted = plain(value);
  const kind = typeof wanted === 'string' ? DISTRIBUTIONS.get(wanted) : undefined;
  if (kind) return listsInRange(mapping, kind) ? refuseList(written, mapping, kind, value) : kind;
  const bounds = ['min', 'max'].map((key) => {
    const part = partAt(mapping, [key]);
    return part && plain(part);
  });
  const replacement = typeof wanted === 'string' ? replacementOf(wanted, bounds[0], bounds[1]) : undefined;
  const label = `${name}.distribution`;
  report.error(
    value.place,
    [...path, 'distribution'],
    replacement
      ? `${label} cannot be ${wanted}: it is deprecated, its bounds are logarithms`
      : refusal(label, `must be ${kindNames.description}`, wanted),
    replacement?.hint ?? hintFor(kindNames, wanted),
  );
  return undefined;
}

/** Whether a definition gives values, and none of the keys of the range that its distribution needs. */
function listsInRange({ entries }: MappingTree, { keys }: DistributionKind): boolean {
  const given = [...entries.keys()];
  return !keys.value && !keys.values && listKey(entries) !== undefined && !given.some((key) => keys[key]);
}

function listKey(entries: MappingTree['entries']): string | undefined {
  return ['values', 'value'].find((key) => entries.has(key));
}

function refuseList(
  { name, path, report }: WrittenParameter,
  { entries }: MappingTree,
  { name: kind, keys }: DistributionKind,
  { place }: Tree,
): undefined {
  const key = listKey(entries)!;
  const message = `${name} has ${key}, but its distribution is ${kind}, which takes ${Object.keys(keys).join(', ')}`;
  const hint = `Remove the distribution: ${key} alone ${key === 'value' ? 'is always that one' : 'is a list to choose from'}.`;
  report.error(place, [...path, 'distribution'], message, hint);
  return undefined;
}

/**
 * The distribution of a definition that names none, by W&B's rules: `value` → constant, `values` →
 * categorical, two bounds written as integers → int_uniform, otherwise uniform. `1.0` is not written as an
 * integer.
 */
function inferDistribution({ entries }: MappingTree): string {
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
