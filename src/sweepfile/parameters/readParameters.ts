import { DISTRIBUTIONS } from '../../space/index.ts';
import type { Distribution, Space } from '../../space/space.ts';
import type { Dialect, ParameterRule } from '../dialect.ts';
import { FIELDS, OTHER_KEYS } from '../fields.ts';
import { refusal } from '../legalValue.ts';
import type { Report } from '../report.ts';
import type { Method } from '../spec.ts';
import { nameText } from '../valueText.ts';
import type { Entry, MappingTree, Path, Place, Tree } from '../yaml/tree.ts';
import { plain } from '../yaml/tree.ts';
import { readDefinition } from './definition.ts';
import { distinct, readOneValue, readValues } from './listedValues.ts';
import type { WrittenParameter } from './written.ts';

/** A parameter of the spec that was read, right or wrong. */
export interface Mention {
  readonly parameter: ParameterRule;
  /** As the spec spells it. */
  readonly name: string;
  readonly path: Path;
  readonly keyPlace: Place;
  /** As it is written, without its conditions. */
  readonly definition: Tree;
  /** Without its conditions. */
  readonly distribution: Distribution | undefined;
  /** Its conditions as they are written. */
  readonly when: Entry | undefined;
}

/** Reads everything under `parameters`; empty if the key is missing or wrong, which is reported. */
export function readParameters(
  root: MappingTree,
  dialect: Dialect,
  method: Method | undefined,
  report: Report,
): Mention[] {
  const entry = root.entries.get('parameters');
  const path = ['parameters'];
  const example = dialect.parameterNames
    ? 'Such as "parameters: {optimizer: [sgd, adam], epochs: 5}".'
    : 'Such as "parameters: {learning_rate: {values: [0.1, 0.01]}}".';
  if (!entry) {
    report.error(root.place, path, 'parameters is missing: it says what to try', example);
    return [];
  }
  const { value } = entry;
  if (value.type !== 'mapping') {
    const place = value.type === 'scalar' && value.value === null ? entry.keyPlace : value.place;
    const message = refusal('parameters', 'must be a mapping of parameters', plain(value));
    report.error(place, path, message, example);
    return [];
  }
  if (value.entries.size === 0) report.error(value.place, path, 'parameters is empty', example);
  const mentions = new Map<string, Mention>();
  for (const { name, path: at, entry: each } of spreadNested(value, path, dialect, report)) {
    const { keyPlace } = each;
    const { definition, when } = withoutWhen(each.value);
    const normal = name.normalize();
    const parameter = dialect.parameter(normal);
    if (!parameter) {
      report.error(keyPlace, at, ...unknown(name, dialect, report));
      continue;
    }
    const written: WrittenParameter = {
      parameter,
      name,
      keyPlace,
      value: definition,
      path: at,
      method,
      report,
    };
    const distribution = readDistribution(written);
    const earlier = mentions.get(parameter.name);
    if (earlier) {
      const message = `${name} and ${earlier.name} are the same parameter`;
      report.error(keyPlace, at, message, 'Keep one of them.');
    } else {
      mentions.set(parameter.name, { parameter, name, path: at, keyPlace, definition, distribution, when });
    }
  }
  return [...mentions.values()];
}

/** A definition without its conditions, and the conditions. */
function withoutWhen(definition: Tree): { readonly definition: Tree; readonly when: Entry | undefined } {
  const when = definition.type === 'mapping' ? definition.entries.get('when') : undefined;
  if (definition.type !== 'mapping' || !when) return { definition, when: undefined };
  const entries = new Map([...definition.entries].filter(([key]) => key !== 'when'));
  return { definition: { ...definition, entries }, when };
}

/** The space of the parameters that are right, without their conditions. */
export function spaceOf(mentions: readonly Mention[]): Space {
  return new Map(
    mentions.flatMap(({ parameter, distribution }) => (distribution ? [[parameter.name, distribution]] : [])),
  );
}

interface Named {
  readonly name: string;
  readonly path: Path;
  readonly entry: Entry;
}

/** If parameters may have any name, a nested one is named by both names with a dot between them. */
function spreadNested(
  mapping: MappingTree,
  path: Path,
  dialect: Dialect,
  report: Report,
  prefix = '',
): Named[] {
  return [...mapping.entries].flatMap(([key, entry]): Named[] => {
    const [name, at] = [`${prefix}${key}`, [...path, key]];
    const inner = entry.value.type === 'mapping' ? entry.value.entries.get('parameters') : undefined;
    if (!inner || dialect.parameterNames || entry.value.type !== 'mapping')
      return [{ name, path: at, entry }];
    for (const [other, { keyPlace }] of entry.value.entries) {
      if (other === 'parameters') continue;
      const message = `${nameText(name)} has nested parameters, and cannot have ${nameText(other)} beside them`;
      report.error(
        keyPlace,
        [...at, other],
        message,
        'Move it below the nested "parameters:", or remove it.',
      );
    }
    const within = [...at, 'parameters'];
    if (inner.value.type !== 'mapping' || inner.value.entries.size === 0) {
      const rule = 'must be a mapping of parameters';
      report.error(
        inner.value.place,
        within,
        refusal(`${nameText(name)}.parameters`, rule, plain(inner.value)),
      );
      return [];
    }
    return spreadNested(inner.value, within, dialect, report, `${name}.`);
  });
}

/** Short forms: a list is a list of values, anything else except a mapping is a constant. */
function readDistribution(written: WrittenParameter): Distribution | undefined {
  const { value: tree, path, name, keyPlace, report } = written;
  if (tree.type === 'mapping') return readDefinition(written, tree);
  if (tree.type === 'list') {
    const values = readValues(written, tree, path);
    return values && DISTRIBUTIONS.get('categorical')!.build({ values: distinct(values) });
  }
  if (tree.value === null && tree.source === '' && written.parameter.kind.accepts(null)) {
    report.error(
      keyPlace,
      path,
      `${name} has no value`,
      `Such as ${name}: [0.1, 0.01]; null is written out.`,
    );
    return undefined;
  }
  const value = readOneValue(written, tree, path);
  return value === undefined ? undefined : DISTRIBUTIONS.get('constant')!.build({ value });
}

function unknown(name: string, dialect: Dialect, report: Report): readonly [message: string, hint?: string] {
  const keys: readonly string[] = [...Object.keys(FIELDS), ...Object.keys(dialect.fields), ...OTHER_KEYS];
  return keys.includes(name)
    ? [`${name} is no parameter but a key of the top level`, 'Move it out of parameters.']
    : dialect.unknownParameter(name, report);
}
