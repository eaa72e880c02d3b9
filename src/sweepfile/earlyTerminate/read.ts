import { choice } from '../../model/value.ts';
import { refusal, schemaOf } from '../legalValue.ts';
import { read, refuseUnknownKeys } from '../readEntry.ts';
import type { Report } from '../report.ts';
import type { Entry, MappingTree } from '../yaml/tree.ts';
import { plain } from '../yaml/tree.ts';
import { KEYS, type KeyRule } from './keys.ts';
import { EARLY_TERMINATIONS, type EarlyTerminate } from './settings.ts';

const PATH = ['early_terminate'];
const EXAMPLE = '{type: asha, min_iter: 1}';

const types = choice(EARLY_TERMINATIONS);
const type = schemaOf<EarlyTerminate['type']>(types);

/** All keys of all kinds, for an unknown kind. */
const ANY_KEY: Readonly<Record<string, KeyRule>> = Object.assign(
  {},
  ...Object.values(KEYS).toReversed(),
) as Readonly<Record<string, KeyRule>>;

/**
 * `early_terminate` as it is written, or the name of a kind alone; undefined if it is wrong, which is
 * reported.
 */
export function readEarlyTerminate(entry: Entry, report: Report): EarlyTerminate | undefined {
  const { keyPlace } = entry;
  const tree = inFull(entry);
  if (tree === undefined) {
    const rule = `must be a mapping such as ${EXAMPLE}`;
    report.error(entry.value.place, PATH, refusal('early_terminate', rule, plain(entry.value)));
    return undefined;
  }
  const typeEntry = tree.entries.get('type');
  const kind = typeEntry && read(type, typeEntry, [...PATH, 'type'], report);
  if (!typeEntry)
    report.error(
      keyPlace,
      [...PATH, 'type'],
      `early_terminate.type is missing: it must be ${types.description}`,
      `Such as ${EXAMPLE}.`,
    );
  const rules = kind ? KEYS[kind] : ANY_KEY;
  refuseUnknownKeys(tree, ['type', ...Object.keys(rules)], PATH, report);
  const settings = readKeys(tree, rules, report);
  if (!kind || (kind === 'hyperband' && !saysBands(tree, keyPlace, report))) return undefined;
  const missing = Object.entries(rules).filter(([key, rule]) => rule.missing && !tree.entries.has(key));
  for (const [key, rule] of missing)
    report.error(keyPlace, [...PATH, key], `early_terminate.${key} is missing: ${rule.missing}`);
  if (!settings || missing.length > 0) return undefined;
  return { type: kind, ...settings } as unknown as EarlyTerminate;
}

/** Reports `thaw` if trials leave no states from which they could go on. */
export function refuseThaw(root: MappingTree, report: Report): void {
  const entry = root.entries.get('early_terminate')?.value;
  const thaw = entry?.type === 'mapping' ? entry.entries.get('thaw') : undefined;
  if (!thaw) return;
  report.error(
    thaw.keyPlace,
    [...PATH, 'thaw'],
    'early_terminate.thaw is for networks: sweep keeps no state of a program or module, which would begin anew',
    'Remove it; a rule that stops fewer trials, such as a higher min_iter, keeps more of them.',
  );
}

/** Undefined if one of them is wrong. */
function readKeys(
  tree: MappingTree,
  rules: Readonly<Record<string, KeyRule>>,
  report: Report,
): Record<string, unknown> | undefined {
  const settings: Record<string, unknown> = {};
  let areRight = true;
  for (const [key, { name, schema, byDefault }] of Object.entries(rules)) {
    const part = tree.entries.get(key);
    const value = part ? read(schema, part, [...PATH, key], report) : byDefault;
    if (value !== undefined) settings[name] = value;
    else if (part) areRight = false;
  }
  return areRight ? settings : undefined;
}

function saysBands({ entries }: MappingTree, keyPlace: Entry['keyPlace'], report: Report): boolean {
  if (entries.has('min_iter') || (entries.has('max_iter') && entries.has('s'))) return true;
  const message =
    'early_terminate needs min_iter, or max_iter with s: they say at which steps trials are compared';
  report.error(keyPlace, PATH, message, 'Such as {type: hyperband, min_iter: 3}.');
  return false;
}

function inFull({ keyPlace, value }: Entry): MappingTree | undefined {
  if (value.type === 'mapping') return value;
  if (value.type !== 'scalar' || typeof value.value !== 'string') return undefined;
  return { type: 'mapping', place: value.place, entries: new Map([['type', { keyPlace, value }]]) };
}
