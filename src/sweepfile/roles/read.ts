import { choice } from '../../model/value.ts';
import type { SpecSetup } from '../../trainable/index.ts';
import { refusal, schemaOf } from '../legalValue.ts';
import type { AssignmentReading } from '../readAssignment.ts';
import { read } from '../readEntry.ts';
import { didYouMean } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import type { Entry, MappingTree } from '../yaml/tree.ts';
import { plain } from '../yaml/tree.ts';
import { judgeRoles } from './judge.ts';
import { ROLES, type Role, type Roles } from './roles.ts';

const role = schemaOf<Role>(choice(ROLES));

export interface RolesReading extends AssignmentReading {
  readonly setup: SpecSetup;
  readonly runCap: number | undefined;
}

/** A parameter with its role. */
export interface Named {
  readonly parameter: string;
  readonly role: Role;
  /** As the spec spells it. */
  readonly written: string;
  readonly entry: Entry;
}

/** `roles` of a spec; undefined if there is none, or the comparison that it asks for cannot be made. */
export function readRoles(root: MappingTree, reading: RolesReading): Roles | undefined {
  const entry = root.entries.get('roles');
  if (!entry) return undefined;
  const { report } = reading;
  const { keyPlace, value } = entry;
  if (value.type !== 'mapping' || value.entries.size === 0) {
    const place = value.type === 'scalar' && value.value === null ? keyPlace : value.place;
    const rule = 'must be a mapping such as {model: scientific, learning_rate: nuisance}';
    report.error(place, ['roles'], refusal('roles', rule, plain(value)));
    return undefined;
  }
  const named = namedIn(value, reading);
  // A wrong entry may be the scientific one.
  if (!named) return undefined;
  const scientific = named.filter((each) => each.role === 'scientific');
  if (scientific.length === 0) {
    const message = 'roles names no scientific parameter: one whose values are compared';
    report.error(
      keyPlace,
      ['roles'],
      message,
      'Such as "roles: {model: scientific}"; the others are nuisance.',
    );
    return undefined;
  }
  if (!judgeRoles(root, named, reading)) return undefined;
  return { scientific: scientific.map(({ parameter }) => parameter).sort() };
}

/** Undefined if an entry is wrong, or the parameter that it names. */
function namedIn(mapping: MappingTree, { mentions, space, report }: RolesReading): Named[] | undefined {
  const named = new Map<string, Named>();
  let isSound = true;
  for (const [written, entry] of mapping.entries) {
    const path = ['roles', written];
    const mention = mentions.find((each) => written === each.name || written === each.parameter.name);
    const parameter = mention?.parameter.name ?? written;
    const given = read(role, entry, path, report);
    if (!space.has(parameter) && !mention) {
      const message = `roles names ${nameText(written)}, which is no parameter of this sweep`;
      const names = [...new Set([...space.keys(), ...mentions.map(({ name }) => name)])];
      report.error(entry.keyPlace, path, message, didYouMean(written, names));
    }
    if (named.has(parameter)) {
      const message = `${written} and ${named.get(parameter)!.written} are the same parameter`;
      report.error(entry.keyPlace, path, message, 'Keep one of them.');
    }
    if (!given || !space.has(parameter) || named.has(parameter)) isSound = false;
    else named.set(parameter, { parameter, role: given, written, entry });
  }
  return isSound ? [...named.values()] : undefined;
}
