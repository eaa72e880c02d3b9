import { DISTRIBUTIONS } from '../space/index.ts';
import type { Definition, DistributionKind } from '../space/kind.ts';
import type { Distribution } from '../space/space.ts';
import { chooseKind } from './chooseKind.ts';
import { refusal } from './legal.ts';
import { distinct, readOneValue, readValues } from './listedValues.ts';
import { nameText } from './nameText.ts';
import { legalRange } from './range.ts';
import { read, refuseUnknownKeys } from './read.ts';
import { shapeOf } from './shape.ts';
import type { Slot } from './slot.ts';
import { didYouMean } from './suggest.ts';
import { suits } from './suits.ts';
import type { MappingTree } from './tree.ts';
import { partAt, plain } from './tree.ts';

/** The distribution that a full definition (a mapping) describes, or undefined, which is then reported. */
export function readDefinition(slot: Slot, mapping: MappingTree): Distribution | undefined {
  const kind = chooseKind(slot, mapping);
  if (!kind) return undefined;
  const { path, report, keyPlace } = slot;
  const legalKeys = ['distribution', ...Object.keys(kind.keys)];
  refuseUnknownKeys(mapping, legalKeys, path, report, (key) => misfit(slot, kind, key));
  const shape = read(shapeOf(kind), { keyPlace, value: mapping }, path, report);
  const definition = withValues(slot, mapping, kind, shape as Definition | undefined);
  if (!definition || !keepsRules(slot, mapping, kind, definition)) return undefined;
  const distribution = kind.build(definition);
  if (!suits(slot, mapping, distribution)) return undefined;
  refuseInGrid(slot, kind);
  return legalRange(slot, mapping, kind, distribution);
}

/** The definition with its values judged and normalised; judged even where other keys are wrong. */
function withValues(
  slot: Slot,
  mapping: MappingTree,
  kind: DistributionKind,
  shape: Definition | undefined,
): Definition | undefined {
  const value = kind.keys.value && partAt(mapping, ['value']);
  if (value) {
    const one = readOneValue(slot, value, [...slot.path, 'value']);
    return shape && one !== undefined ? { ...shape, value: one } : undefined;
  }
  const list = kind.keys.values && partAt(mapping, ['values']);
  if (list?.type === 'list') {
    const values = readValues(slot, list, [...slot.path, 'values']);
    return shape && values
      ? { ...shape, values: kind.keys.probabilities ? values : distinct(values) }
      : undefined;
  }
  return shape;
}

function keepsRules(
  slot: Slot,
  mapping: MappingTree,
  kind: DistributionKind,
  definition: Definition,
): boolean {
  const faults = kind.faults(definition);
  for (const { key, rule } of faults) {
    const part = partAt(mapping, [key]);
    const message = refusal(`${slot.name}.${key}`, rule, part && plain(part));
    slot.report.error(part?.place ?? slot.keyPlace, [...slot.path, key], message);
  }
  return faults.length === 0;
}

function refuseInGrid({ name, path, keyPlace, method, report }: Slot, kind: DistributionKind): void {
  if (method !== 'grid' || kind.grid) return;
  if (kind.keys.probabilities) {
    const message = `${name} gives probabilities, but a grid sweep tries every value once`;
    report.error(keyPlace, path, message, 'Remove probabilities and distribution, or use method: random.');
  } else {
    const message = `${name} is drawn from ${kind.name}, but a grid sweep can only try values from a list or steps`;
    report.error(
      keyPlace,
      path,
      message,
      'Use a list of values or distribution: q_uniform, or use method: random.',
    );
  }
}

function misfit({ name, report }: Slot, kind: DistributionKind, key: string) {
  const keys = Object.keys(kind.keys);
  const takers = [...DISTRIBUTIONS.values()]
    .filter((other) => Object.hasOwn(other.keys, key))
    .map((other) => other.name);
  const hint =
    DISTRIBUTIONS.has(`q_${kind.name}`) && key === 'q'
      ? `Write distribution: q_${kind.name}.`
      : takers.length > 0
        ? `${key} belongs to ${takers.join(', ')}.`
        : didYouMean(key, keys);
  const takes = report.tellsFirst(`keys of ${kind.name}`) ? ` and takes ${keys.join(', ')}` : '';
  const message = `${nameText(key)} is no key of ${name}, whose distribution is ${kind.name}${takes}`;
  return { message, ...(hint === undefined ? {} : { hint }) };
}
