import type { Parameter } from '../model/parameter.ts';
import { findParameter, parameterNames } from '../model/parameters/index.ts';
import { DISTRIBUTIONS } from '../space/index.ts';
import type { Distribution, Space } from '../space/space.ts';
import { readDefinition } from './definition.ts';
import { FIELDS } from './fields.ts';
import { refusal } from './legal.ts';
import { distinct, readOneValue, readValues } from './listedValues.ts';
import { nameText } from './nameText.ts';
import type { Report } from './report.ts';
import type { Slot } from './slot.ts';
import type { Method } from './spec.ts';
import { didYouMean } from './suggest.ts';
import type { MappingTree, Place } from './tree.ts';
import { plain } from './tree.ts';

const EXAMPLE = 'Such as "parameters: {optimizer: [sgd, adam], epochs: 5}".';

/** A parameter of the spec that was read, right or wrong. */
export interface Mention {
  readonly parameter: Parameter;
  readonly name: string;
  readonly keyPlace: Place;
  readonly distribution: Distribution | undefined;
}

/** Reads everything under `parameters`; empty where the key is missing or wrong, which is reported. */
export function readParameters(root: MappingTree, method: Method | undefined, report: Report): Mention[] {
  const entry = root.entries.get('parameters');
  const path = ['parameters'];
  if (!entry) {
    report.error(root.place, path, 'parameters is missing: it says what to try', EXAMPLE);
    return [];
  }
  const { value } = entry;
  if (value.type !== 'mapping') {
    const place = value.type === 'scalar' && value.value === null ? entry.keyPlace : value.place;
    report.error(
      place,
      path,
      refusal('parameters', 'must be a mapping of parameters', plain(value)),
      EXAMPLE,
    );
    return [];
  }
  if (value.entries.size === 0) report.error(value.place, path, 'parameters is empty', EXAMPLE);
  const mentions = new Map<Parameter, Mention>();
  for (const [name, { keyPlace, value: definition }] of value.entries) {
    const parameter = findParameter(name.normalize());
    const at = [...path, name];
    if (!parameter) {
      report.error(keyPlace, at, ...unknown(name, report));
      continue;
    }
    const slot: Slot = { parameter, name, keyPlace, value: definition, path: at, method, report };
    const distribution = readDistribution(slot);
    const earlier = mentions.get(parameter);
    if (earlier) {
      const message = `${name} and ${earlier.name} are the same parameter`;
      report.error(keyPlace, at, message, 'Keep one of them.');
    } else {
      mentions.set(parameter, { parameter, name, keyPlace, distribution });
    }
  }
  return [...mentions.values()];
}

/** The space of parameters that were all right. */
export function spaceOf(mentions: readonly Mention[]): Space {
  return new Map(
    mentions.flatMap(({ parameter, distribution }) => (distribution ? [[parameter.name, distribution]] : [])),
  );
}

/** Short forms: a list is a list of values, anything else but a mapping a constant. */
function readDistribution(slot: Slot): Distribution | undefined {
  const { value: tree, path } = slot;
  if (tree.type === 'mapping') return readDefinition(slot, tree);
  if (tree.type === 'list') {
    const values = readValues(slot, tree, path);
    return values && DISTRIBUTIONS.get('categorical')!.build({ values: distinct(values) });
  }
  const value = readOneValue(slot, tree, path);
  return value === undefined ? undefined : DISTRIBUTIONS.get('constant')!.build({ value });
}

function unknown(name: string, report: Report): [message: string, hint?: string] {
  if (Object.hasOwn(FIELDS, name) || name === 'metric') {
    return [`${name} is no parameter but a key of the top level`, 'Move it out of parameters.'];
  }
  const suggestion = didYouMean(name, parameterNames());
  const message = `There is no parameter ${nameText(name)}`;
  if (suggestion !== undefined) return [message, suggestion];
  return report.tellsFirst('parameters')
    ? [message, `Parameters are ${parameterNames().join(', ')}.`]
    : [message];
}
