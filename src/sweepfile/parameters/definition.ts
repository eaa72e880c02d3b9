import { DISTRIBUTIONS } from '../../space/index.ts';
import type { Definition, DistributionKind } from '../../space/kind.ts';
import type { Distribution } from '../../space/space.ts';
import { refusal } from '../legalValue.ts';
import { read, refuseUnknownKeys } from '../readEntry.ts';
import { didYouMean } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import type { MappingTree } from '../yaml/tree.ts';
import { partAt, plain } from '../yaml/tree.ts';
import { chooseKind } from './chooseKind.ts';
import { shapeOf } from './definitionShape.ts';
import { legalRange } from './legalRange.ts';
import { distinct, readOneValue, readValues } from './listedValues.ts';
import { drawsRightSort } from './rightSort.ts';
import type { WrittenParameter } from './written.ts';

/** The distribution of a full definition (a mapping); undefined, and reported, if it is wrong. */
export function readDefinition(written: WrittenParameter, mapping: MappingTree): Distribution | undefined {
  const kind = chooseKind(written, mapping);
  if (!kind) return undefined;
  const { path, report, keyPlace } = written;
  const legalKeys = ['distribution', ...Object.keys(kind.keys)];
  refuseUnknownKeys(mapping, legalKeys, path, report, (key) => misfit(written, kind, key));
  const shape = read(shapeOf(kind), { keyPlace, value: mapping }, path, report);
  const definition = withValues(written, mapping, kind, shape as Definition | undefined);
  if (!definition || !keepsRules(written, mapping, kind, definition)) return undefined;
  const distribution = kind.build(definition);
  if (!drawsRightSort(written, mapping, distribution)) return undefined;
  refuseInGrid(written, kind);
  return legalRange(written, mapping, kind, distribution);
}

/** The definition with its values checked and normalised; checked even if other keys are wrong. */
function withValues(
  written: WrittenParameter,
  mapping: MappingTree,
  kind: DistributionKind,
  shape: Definition | undefined,
): Definition | undefined {
  const value = kind.keys.value && partAt(mapping, ['value']);
  if (value) {
    const one = readOneValue(written, value, [...written.path, 'value']);
    return shape && one !== undefined ? { ...shape, value: one } : undefined;
  }
  const list = kind.keys.values && partAt(mapping, ['values']);
  if (list?.type === 'list') {
    const values = readValues(written, list, [...written.path, 'values']);
    return shape && values
      ? { ...shape, values: kind.keys.probabilities ? values : distinct(values) }
      : undefined;
  }
  return shape;
}

function keepsRules(
  written: WrittenParameter,
  mapping: MappingTree,
  kind: DistributionKind,
  definition: Definition,
): boolean {
  const faults = kind.faults(definition);
  for (const { key, rule } of faults) {
    const part = partAt(mapping, [key]);
    const message = refusal(`${written.name}.${key}`, rule, part && plain(part));
    written.report.error(part?.place ?? written.keyPlace, [...written.path, key], message);
  }
  return faults.length === 0;
}

function refuseInGrid(
  { name, path, keyPlace, method, report }: WrittenParameter,
  kind: DistributionKind,
): void {
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

function misfit({ name, report }: WrittenParameter, kind: DistributionKind, key: string) {
  const keys = Object.keys(kind.keys);
  const takers = [...DISTRIBUTIONS.values()]
    .filter((other) => Object.hasOwn(other.keys, key))
    .map((other) => other.name);
  const hint =
    DISTRIBUTIONS.has(`q_${kind.name}`) && key === 'q'
      ? `Write distribution: q_${kind.name}.`
      : takers.length > 0
        ? `${key} belongs to ${takers.join(', ')}.`
        : didYouMean(key, [...keys, 'when']);
  const takes = report.tellsFirst(`keys of ${kind.name}`) ? ` and takes ${keys.join(', ')}` : '';
  const message = `${nameText(key)} is no key of ${name}, whose distribution is ${kind.name}${takes}`;
  return { message, ...(hint === undefined ? {} : { hint }) };
}
