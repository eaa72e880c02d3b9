import type { Report } from '../report.ts';
import { valueText } from '../valueText.ts';
import type { Entry, MappingTree } from '../yaml/tree.ts';
import { plain } from '../yaml/tree.ts';

/** Parameters that may be written together: `early_stopping: {patience: 5}` is `early_stopping_patience: 5`. */
const GROUPS: Readonly<Record<string, string>> = {
  early_stopping: '{patience: 5, min_delta: 0.001, restore_best: true}',
  reduce_on_plateau: '{patience: 3, factor: 0.5}',
};

/** Groups that may be at the top level or under `parameters`. */
export const GROUP_NAMES: readonly string[] = Object.keys(GROUPS);

/** The spec with each group, at the top level or under `parameters`, replaced by its parameters. */
export function spreadGroups(root: MappingTree, report: Report): MappingTree {
  const top = [...root.entries];
  const groups = top.filter(([name]) => Object.hasOwn(GROUPS, name));
  const moved = groups.flatMap(([name, entry]) => spread(name, entry, [name], report));
  const entries = new Map(top.filter(([name]) => !Object.hasOwn(GROUPS, name)));
  const parameters = entries.get('parameters') ?? groups[0]?.[1];
  if (!parameters) return root;
  const { keyPlace, value } = parameters;
  const written = entries.has('parameters') && value.type === 'mapping' ? [...value.entries] : [];
  if (entries.has('parameters') && value.type !== 'mapping') return { ...root, entries };
  const inner = written.flatMap(([name, entry]): [string, Entry][] =>
    Object.hasOwn(GROUPS, name) ? spread(name, entry, ['parameters', name], report) : [[name, entry]],
  );
  const all = new Map<string, Entry>();
  for (const [name, entry] of [...inner, ...moved]) {
    if (all.has(name)) report.error(entry.keyPlace, [name], `${name} is set twice`, 'Keep one of them.');
    all.set(name, entry);
  }
  entries.set('parameters', { keyPlace, value: { type: 'mapping', place: value.place, entries: all } });
  return { ...root, entries };
}

/** A setting of a group under the path of its own name; for a whole group, each of its settings. */
export function spreadSetting(
  path: readonly string[],
  entry: Entry,
  report: Report,
): (readonly [path: readonly string[], entry: Entry])[] {
  const [group, ...inner] = path[0] === 'parameters' ? path.slice(1) : path;
  if (group === undefined || !Object.hasOwn(GROUPS, group)) return [[path, entry]];
  const [setting, ...rest] = inner;
  if (setting !== undefined) return [[['parameters', `${group}_${setting}`, ...rest], entry]];
  return spread(group, entry, path, report).map(([name, each]) => [['parameters', name], each]);
}

function spread(name: string, entry: Entry, path: readonly string[], report: Report): [string, Entry][] {
  const { value } = entry;
  if (value.type === 'mapping') return [...value.entries].map(([key, inner]) => [`${name}_${key}`, inner]);
  const message = `${name} must be a mapping of its settings, not ${valueText(plain(value))}`;
  report.error(value.place, path, message, `Such as "${name}: ${GROUPS[name]}".`);
  return [];
}
