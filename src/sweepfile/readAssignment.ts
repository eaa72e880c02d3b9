import type { Assignment, ParameterValue } from '../configuration.ts';
import { neededBy } from '../space/neededBy.ts';
import type { Space } from '../space/space.ts';
import { refusal } from './legalValue.ts';
import type { Mention } from './parameters/readParameters.ts';
import { labelOf } from './readEntry.ts';
import type { Report } from './report.ts';
import { didYouMean } from './suggest.ts';
import { nameText, valueText } from './valueText.ts';
import { type MappingTree, type Path, plain } from './yaml/tree.ts';

export interface AssignmentReading {
  readonly mentions: readonly Mention[];
  readonly space: Space;
  readonly report: Report;
}

/**
 * Values of some of a sweep's parameters, by their canonical names; values that the sweep may not try are
 * reported.
 */
export function readAssignment(
  mapping: MappingTree,
  path: Path,
  { mentions, space, report }: AssignmentReading,
): Assignment {
  const key = String(path[0]);
  const names = [...new Set([...space.keys(), ...mentions.map(({ name }) => name)])];
  const assigned: Record<string, ParameterValue> = {};
  const writtenAs = new Map<string, string>();
  for (const [name, { keyPlace, value: written }] of mapping.entries) {
    const mention = mentions.find((each) => name === each.name || name === each.parameter.name);
    const canonical = mention?.parameter.name ?? name;
    const distribution = space.get(canonical);
    if (!distribution) {
      const message = `${key} names ${nameText(name)}, which is no parameter of this sweep`;
      report.error(keyPlace, [...path, name], message, didYouMean(name, names));
      continue;
    }
    const given = plain(written) as ParameterValue;
    const kind = mention?.parameter.kind;
    const read = kind?.accepts(given) ? kind.normalize(given) : given;
    writtenAs.set(canonical, name);
    if (distribution.contains(read)) assigned[canonical] = read;
    else {
      const rule = 'must be a value that the sweep may try';
      report.error(written.place, [...path, name], refusal(labelOf([...path, name]), rule, given));
    }
  }
  for (const [parent, { values, by }] of neededBy(space, Object.keys(assigned))) {
    const value = assigned[parent];
    const nameOf = (name: string) => writtenAs.get(name) ?? name;
    if (value === undefined) {
      if (values.length > 0) continue;
      report.error(mapping.place, path, `${key} has values of parameters that never exist together`);
    } else if (!values.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
      const message = `${nameOf(by)} does not exist with ${nameOf(parent)} ${valueText(value)}, which ${key} names beside it`;
      const { place } = mapping.entries.get(nameOf(parent))!.value;
      report.error(place, [...path, nameOf(parent)], message, 'Leave out one of them.');
    }
  }
  return assigned;
}
