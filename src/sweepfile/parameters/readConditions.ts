import type { ParameterValue } from '../../configuration.ts';
import { type Conditions, conditional } from '../../space/conditions.ts';
import type { Distribution, Space } from '../../space/space.ts';
import type { Dialect } from '../dialect.ts';
import { refusal } from '../legalValue.ts';
import type { Report } from '../report.ts';
import { didYouMean } from '../suggest.ts';
import { nameText, valueText } from '../valueText.ts';
import { type Entry, type Path, plain, type Tree } from '../yaml/tree.ts';
import { judgeConditions, type Needs } from './judgeConditions.ts';
import type { Mention } from './readParameters.ts';

const EXAMPLE = 'Such as {min: 0.5, max: 0.99, when: {optimizer: sgd}}.';

/** The context of conditions: all parameters of the spec, including `model` if it is one. */
interface Reading {
  readonly space: Space;
  readonly mentions: readonly Mention[];
  readonly dialect: Dialect;
  readonly report: Report;
}

/**
 * The space with its parameters under the conditions that their definitions give with `when`. A parameter
 * that never exists because of the command line is left out.
 */
export function withConditions(reading: Reading, own: Space): Space {
  const needs = new Map<Mention, Needs>();
  const never = new Set<string>();
  for (const mention of reading.mentions) {
    if (!mention.when) continue;
    const read = readWhen(mention, mention.when, reading);
    if (read === 'never') never.add(mention.parameter.name);
    else if (read) needs.set(mention, read);
  }
  judgeConditions(needs, reading.mentions, reading.report);
  const conditions = new Map([...needs].map(([{ parameter }, each]) => [parameter.name, each]));
  // A parameter that depends on one that never exists does not exist either.
  for (let before = -1; before < never.size; ) {
    before = never.size;
    for (const [name, each] of conditions)
      if (Object.keys(each).some((parent) => never.has(parent))) never.add(name);
  }
  return new Map(
    [...own]
      .filter(([name]) => !never.has(name))
      .map(([name, distribution]) => [name, under(distribution, conditions.get(name))]),
  );
}

function under(distribution: Distribution, conditions: Conditions | undefined): Distribution {
  return conditions && Object.keys(conditions).length > 0
    ? conditional(distribution, conditions)
    : distribution;
}

function readWhen(
  mention: Mention,
  { value, keyPlace }: Entry,
  reading: Reading,
): Needs | 'never' | undefined {
  const { report } = reading;
  const path = [...mention.path, 'when'];
  if (value.type !== 'mapping' || value.entries.size === 0) {
    const place = value.type === 'scalar' && value.value === null ? keyPlace : value.place;
    const rule = 'must be a mapping of parameters and the values with which it exists';
    report.error(place, path, refusal(`${mention.name}.when`, rule, plain(value)), EXAMPLE);
    return undefined;
  }
  const needs: Record<string, readonly ParameterValue[]> = {};
  let isNever = false;
  for (const [key, entry] of value.entries) {
    const read = readCondition(mention, key, entry, [...path, key], reading);
    if (read === undefined) continue;
    if (read.values.length === 0) isNever = true;
    else if (!read.always) needs[read.parent] = read.values;
  }
  return isNever ? 'never' : needs;
}

interface Condition {
  readonly parent: string;
  /** Empty if the command line removed them all. */
  readonly values: readonly ParameterValue[];
  /** Whether the other parameter has no other value. */
  readonly always: boolean;
}

function readCondition(
  { name, parameter }: Mention,
  key: string,
  { keyPlace, value: tree }: Entry,
  path: Path,
  { space, mentions, dialect, report }: Reading,
): Condition | undefined {
  const parent = dialect.parameter(key.normalize())?.name ?? key;
  const mention = mentions.find((each) => each.name === key || each.parameter.name === parent);
  const distribution = space.get(parent);
  if (parent === parameter.name) {
    report.error(keyPlace, path, `${name} cannot be a condition of itself`, 'Name another parameter.');
    return undefined;
  }
  if (!distribution) {
    if (mention) return undefined;
    const message = `${name} exists only with certain values of ${nameText(key)}, which is no parameter of this sweep`;
    const names = [...new Set([...space.keys(), ...mentions.map((each) => each.name)])];
    const hint = didYouMean(key, names) ?? `Add ${nameText(key)} to the parameters, or remove the condition.`;
    report.error(keyPlace, path, message, hint);
    return undefined;
  }
  if (!Number.isFinite(distribution.drawable)) {
    const message = `${name} exists only with certain values of ${nameText(key)}, which is drawn from ${distribution.kind} and has no end of them`;
    const hint = `A condition takes a parameter with listed values or integers: list those of ${nameText(key)}.`;
    report.error(keyPlace, path, message, hint);
    return undefined;
  }
  const isOverridden = mention !== undefined && 'option' in mention.keyPlace;
  const values: ParameterValue[] = [];
  for (const [part, at] of partsOf(tree, path, distribution, mention)) {
    const value = normalized(part, mention);
    if (distribution.contains(value)) values.push(value);
    else if (!isOverridden) {
      const message = `${name} exists only with ${nameText(key)} ${valueText(plain(part))}, which ${nameText(key)} never is`;
      report.error(part.place, at, message, hintOf(part, key, distribution));
      return undefined;
    }
  }
  if (values.length === 0 && !isOverridden) {
    report.error(tree.place, path, `${name} exists with no value of ${nameText(key)}`, 'List at least one.');
    return undefined;
  }
  const always = distribution.drawable === new Set(values.map((value) => JSON.stringify(value))).size;
  return { parent, values, always: always && !mention?.when };
}

/** Each value that a condition names. If a value may be a list itself, a list that is legal is one value. */
function partsOf(
  tree: Tree,
  path: Path,
  distribution: Distribution,
  mention: Mention | undefined,
): (readonly [Tree, Path])[] {
  if (tree.type !== 'list' || distribution.contains(normalized(tree, mention))) return [[tree, path]];
  return tree.items.map((item, index) => [item, [...path, index]]);
}

function normalized(tree: Tree, mention: Mention | undefined): ParameterValue {
  const value = plain(tree) as ParameterValue;
  const kind = mention?.parameter.kind;
  return kind?.accepts(value) ? kind.normalize(value) : value;
}

/** A list of more names is no hint. */
const MOST_NAMED = 8;

function hintOf(part: Tree, key: string, distribution: Distribution): string {
  if (part.type === 'mapping') return `A condition lists values, such as when: {${key}: [1, 2]}.`;
  const { support } = distribution;
  const grid = distribution.grid();
  if (support || !grid || grid.size > MOST_NAMED)
    return support ? `${key} goes from ${support.min} to ${support.max}.` : `Name a value of ${key}.`;
  const values = Array.from({ length: grid.size }, (_, index) => grid.at(index));
  const written = plain(part);
  const texts = values.filter((value) => typeof value === 'string');
  const meant = typeof written === 'string' ? didYouMean(written, texts) : undefined;
  return meant ?? `${key} is ${values.map(valueText).join(', ')}.`;
}
