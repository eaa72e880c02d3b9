import { shortened } from '../printable.ts';
import type { Dialect } from './dialect.ts';
import { keysOf, SPEC_KEYS } from './fields.ts';
import type { Report } from './report.ts';
import { nearest } from './suggest.ts';
import { UNUSED_KEYS } from './unusedKeys.ts';
import { readValue } from './yaml/readValue.ts';
import type { Entry, MappingTree, Place, Tree } from './yaml/tree.ts';
import { partAt } from './yaml/tree.ts';

/** Keys for which a scalar abbreviates a mapping that has it under this key. */
const SHORT_FOR: Readonly<Record<string, string>> = {
  metric: 'name',
  dataset: 'name',
  validation: 'size',
  early_terminate: 'type',
};

const QUOTING = 'Quote it for the shell, such as --set "filters=[16, 32]".';

/** The top-level keys that settings of the command line begin with. */
export function keysSet(overrides: readonly string[]): string[] {
  return overrides.map((override) => override.split(/[=.]/, 1)[0]!.trim());
}

/** The spec with the command line's `key=value` settings applied; later ones override earlier ones. */
export function applyOverrides(
  root: MappingTree | undefined,
  dialect: Dialect,
  overrides: readonly string[],
  report: Report,
): MappingTree | undefined {
  let result = root;
  for (const override of overrides) {
    const [key, text] = splitAt(override, override.indexOf('='));
    const place: Place = { option: `--set ${shortened(key, 60)}` };
    const value = text === undefined ? undefined : readValue(text, place, report, QUOTING);
    const meant = misspelt(key, dialect, result);
    if (text === undefined || key === '') {
      report.error(
        place,
        [],
        `--set takes key=value, not ${shortened(override, 60)}`,
        'Such as --set epochs=2.',
      );
    } else if (meant) {
      const message = `${shortened(key, 60)} is neither a parameter nor a key of ${dialect.parameterNames ? 'a' : 'this'} spec`;
      report.error(place, [], message, `Did you mean --set ${meant}=${text}?`);
    } else if (result && value) {
      const path = pathOf(key, dialect, result);
      for (const [at, entry] of dialect.spreadSetting(path, { keyPlace: place, value }, report)) {
        result = put(result, dialect, at, entry.value, place);
      }
    }
  }
  return result;
}

/**
 * A parameter's name addresses its place under `parameters`; an alias replaces whichever spelling is there.
 */
function pathOf(key: string, dialect: Dialect, root: MappingTree): readonly string[] {
  const [first, ...rest] = key.split('.');
  if (dialect.parameterNames) {
    return dialect.parameter(first!) ? ['parameters', first!, ...rest] : [first!, ...rest];
  }
  const own = [first!, ...rest];
  if (keysOf(dialect).includes(first!)) return own;
  return placeOfFree(key, root) ?? (isTopLevel(first!) ? own : ['parameters', key]);
}

function isTopLevel(name: string): boolean {
  return [...SPEC_KEYS, ...UNUSED_KEYS, 'metrics'].includes(name);
}

/** The place of a parameter of any name, which may be nested, or of a key of its definition. */
function placeOfFree(key: string, root: MappingTree): readonly string[] | undefined {
  const parts = key.split('.');
  let path: readonly string[] = ['parameters'];
  let tree = partAt(root, path);
  for (let from = 0; from < parts.length; ) {
    if (from > 0 && parts[from] === 'when' && from + 1 < parts.length)
      return [...path, 'when', parts.slice(from + 1).join('.')];
    if (tree?.type !== 'mapping') return undefined;
    const { entries } = tree;
    const to = parts.findLastIndex(
      (_, end) => end >= from && entries.has(parts.slice(from, end + 1).join('.')),
    );
    if (to === -1) return undefined;
    path = [...path, parts.slice(from, to + 1).join('.')];
    from = to + 1;
    if (from === parts.length) return path;
    tree = partAt(root, path);
    if (tree?.type === 'mapping' && tree.entries.has('parameters')) {
      path = [...path, 'parameters'];
      tree = partAt(root, path);
    }
  }
  return undefined;
}

/** The key that was most likely meant by an unknown one; undefined for a known key, or if none is similar. */
function misspelt(key: string, dialect: Dialect, root: MappingTree | undefined): string | undefined {
  const [first, ...rest] = key.split('.');
  if (isTopLevel(first!)) return undefined;
  if (!dialect.parameterNames) {
    const parameters = root && partAt(root, ['parameters']);
    const there = parameters?.type === 'mapping' ? [...parameters.entries.keys()] : [];
    if (there.includes(first!) || there.includes(key)) return undefined;
    return nearest(key, [...there, ...SPEC_KEYS]);
  }
  const meant = dialect.parameter(first!)
    ? undefined
    : nearest(first!, [...dialect.parameterNames, ...SPEC_KEYS]);
  return meant && [meant, ...rest].join('.');
}

function put(
  mapping: MappingTree,
  dialect: Dialect,
  [key, ...rest]: readonly string[],
  value: Tree,
  place: Place,
): MappingTree {
  const entries = new Map<string, Entry>(mapping.entries);
  const present = entries.get(key!)?.value;
  if (rest.length > 0) {
    const inner = present?.type === 'mapping' ? present : inFull(key!, present, place);
    entries.set(key!, {
      keyPlace: present?.type === 'mapping' ? entries.get(key!)!.keyPlace : place,
      value: put(inner, dialect, rest, value, place),
    });
  } else {
    const { name, aliases = [] } = dialect.parameter(key!) ?? { name: key! };
    for (const spelling of [name, ...aliases]) entries.delete(spelling);
    entries.set(key!, { keyPlace: place, value: keepingConditions(present, value) });
  }
  return { ...mapping, entries };
}

/**
 * Other values for a parameter keep the conditions under which it exists; a whole new definition does not.
 */
function keepingConditions(present: Tree | undefined, value: Tree): Tree {
  const when = present?.type === 'mapping' ? present.entries.get('when') : undefined;
  if (!when || value.type === 'mapping') return value;
  const key = value.type === 'list' ? 'values' : 'value';
  const { place } = value;
  return {
    type: 'mapping',
    place,
    entries: new Map([
      [key, { keyPlace: place, value }],
      ['when', when],
    ]),
  };
}

/** The mapping that a scalar abbreviates, such as `metric: loss`; any other value is replaced. */
function inFull(key: string, present: Tree | undefined, place: Place): MappingTree {
  const name = Object.hasOwn(SHORT_FOR, key) ? SHORT_FOR[key] : undefined;
  const entries = new Map<string, Entry>();
  if (name !== undefined && present?.type === 'scalar' && present.value !== null)
    entries.set(name, { keyPlace: present.place, value: present });
  return { type: 'mapping', place, entries };
}

function splitAt(text: string, index: number): [key: string, value: string | undefined] {
  return index === -1 ? [text.trim(), undefined] : [text.slice(0, index).trim(), text.slice(index + 1)];
}
