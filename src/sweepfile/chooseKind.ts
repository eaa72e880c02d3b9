import { choice } from '../model/value.ts';
import { DISTRIBUTIONS } from '../space/index.ts';
import type { DistributionKind } from '../space/kind.ts';
import { inferDistribution } from './infer.ts';
import { hintFor, refusal } from './legal.ts';
import type { Slot } from './slot.ts';
import { exampleOf } from './slot.ts';
import { didYouMean } from './suggest.ts';
import type { Entry, MappingTree } from './tree.ts';
import { partAt, plain } from './tree.ts';
import { replacementOf } from './wandb.ts';

const kindNames = choice([...DISTRIBUTIONS.keys()]);

/** The distribution that a definition names or implies, or undefined, which is then reported. */
export function chooseKind(slot: Slot, mapping: MappingTree): DistributionKind | undefined {
  const { name, report, path, keyPlace } = slot;
  const { entries } = mapping;
  const nested = entries.get('parameters');
  if (nested) {
    const message = `${name} holds nested parameters, which are not supported`;
    const hint = 'Write them directly under the top-level parameters.';
    report.error(nested.keyPlace, [...path, 'parameters'], message, hint);
    return undefined;
  }
  const named = entries.get('distribution');
  if (named) return kindNamed(slot, mapping, named);
  if (['value', 'values', 'min', 'max'].some((key) => entries.has(key))) {
    return DISTRIBUTIONS.get(inferDistribution(mapping));
  }
  const key = [...entries.keys()][0];
  const hint =
    (key !== undefined ? didYouMean(key, ['value', 'values', 'min', 'max', 'distribution']) : undefined) ??
    `Such as ${name}: [${exampleOf(slot)}].`;
  report.error(keyPlace, path, `${name} needs a value, a list of values, or min and max`, hint);
  return undefined;
}

function kindNamed({ name, path, report }: Slot, mapping: MappingTree, { value }: Entry) {
  const wanted = plain(value);
  const kind = typeof wanted === 'string' ? DISTRIBUTIONS.get(wanted) : undefined;
  if (kind) return kind;
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
