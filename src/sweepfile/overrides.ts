import { findParameter, parameterNames } from '../model/parameters/index.ts';
import { shortened } from '../printable.ts';
import { SPEC_KEYS } from './fields.ts';
import { treeOf } from './fromYaml.ts';
import { spreadSetting } from './groups.ts';
import type { Report } from './report.ts';
import { nearest } from './suggest.ts';
import type { Entry, MappingTree, Place, Tree } from './tree.ts';
import { IGNORED_KEYS, UNSUPPORTED_KEYS } from './wandb.ts';
import { parseYaml } from './yaml.ts';
import { explain } from './yamlErrors.ts';

/** The spec with the command line's `key=value` settings put in, the later ones over the earlier. */
export function applyOverrides(
  root: MappingTree | undefined,
  overrides: readonly string[],
  report: Report,
): MappingTree | undefined {
  let result = root;
  for (const override of overrides) {
    const [key, text] = splitAt(override, override.indexOf('='));
    const place: Place = { option: `--set ${shortened(key, 60)}` };
    const value = text === undefined ? undefined : readValue(text, place, report);
    const meant = misspelt(key);
    if (text === undefined || key === '') {
      report.error(
        place,
        [],
        `--set takes key=value, not ${shortened(override, 60)}`,
        'Such as --set epochs=2.',
      );
    } else if (meant) {
      const message = `${shortened(key, 60)} is neither a parameter nor a key of a spec`;
      report.error(place, [], message, `Did you mean --set ${meant}=${text}?`);
    } else if (result && value) {
      for (const [path, entry] of spreadSetting(pathOf(key), { keyPlace: place, value }, report)) {
        result = put(result, path, entry.value, place);
      }
    }
  }
  return result;
}

/** A parameter's name stands for its place under `parameters`; an alias replaces whichever spelling is there. */
function pathOf(key: string): readonly string[] {
  const [first, ...rest] = key.split('.');
  return findParameter(first!) ? ['parameters', first!, ...rest] : [first!, ...rest];
}

/** What was most likely meant by a key that a spec does not have; undefined for one that it has, or where nothing is near. */
function misspelt(key: string): string | undefined {
  const [first, ...rest] = key.split('.');
  const names = [...parameterNames(), ...SPEC_KEYS];
  const meant = [...names, ...IGNORED_KEYS, ...UNSUPPORTED_KEYS].includes(first!)
    ? undefined
    : nearest(first!, names);
  return meant && [meant, ...rest].join('.');
}

function put(
  mapping: MappingTree,
  [key, ...rest]: readonly string[],
  value: Tree,
  place: Place,
): MappingTree {
  const entries = new Map<string, Entry>(mapping.entries);
  const parameter = findParameter(key!);
  const present = entries.get(key!)?.value;
  if (rest.length > 0) {
    const inner: MappingTree =
      present?.type === 'mapping' ? present : { type: 'mapping', place, entries: new Map() };
    entries.set(key!, {
      keyPlace: present?.type === 'mapping' ? entries.get(key!)!.keyPlace : place,
      value: put(inner, rest, value, place),
    });
  } else {
    for (const spelling of parameter ? [parameter.name, ...(parameter.aliases ?? [])] : [])
      entries.delete(spelling);
    entries.set(key!, { keyPlace: place, value });
  }
  return { ...mapping, entries };
}

function readValue(text: string, place: Place, report: Report): Tree | undefined {
  const documents = parseYaml(text, report, place);
  if (documents.length === 0) return { type: 'scalar', place, value: null, source: '' };
  const [document] = documents;
  const error = document && [...document.errors, ...document.warnings][0];
  if (document && documents.length === 1 && !error) return treeOf(document, report, place);
  const message = error ? explain(error).message : 'This is not a single YAML value';
  report.error(
    place,
    [],
    `${message}: ${shortened(text, 60)}`,
    'Quote it for the shell, such as --set "filters=[16, 32]".',
  );
  return undefined;
}

function splitAt(text: string, index: number): [key: string, value: string | undefined] {
  return index === -1 ? [text.trim(), undefined] : [text.slice(0, index).trim(), text.slice(index + 1)];
}
