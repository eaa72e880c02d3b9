import { findParameter, parameterNames } from '../model/parameters/index.ts';
import type { Fields } from './fields.ts';
import { FIELDS, INNER_KEYS, SPEC_KEYS } from './fields.ts';
import { readMetric } from './metric.ts';
import { read, refuseUnknownKeys } from './read.ts';
import type { Report } from './report.ts';
import type { Metric } from './spec.ts';
import { synonymOf } from './synonyms.ts';
import type { MappingTree } from './tree.ts';
import { IGNORED_KEYS, refuseUnsupported, warnOfIgnored } from './wandb.ts';

/** Reads all top-level keys but `parameters`, and reports those that are no keys of a spec. */
export function readTopLevel(root: MappingTree, report: Report): Fields & { metric?: Metric | undefined } {
  const unsupported = refuseUnsupported(root, report);
  warnOfIgnored(root, report);
  refuseUnknownKeys(withoutKeys(root, [...IGNORED_KEYS, ...unsupported]), SPEC_KEYS, [], report, misplaced);
  const fields: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(FIELDS)) {
    const entry = root.entries.get(key);
    if (!entry) continue;
    const inner = Object.hasOwn(INNER_KEYS, key) ? INNER_KEYS[key] : undefined;
    if (entry.value.type === 'mapping' && inner) {
      refuseUnknownKeys(entry.value, inner, [key], report);
    }
    fields[key] = read(schema, entry, [key], report);
  }
  return { ...(fields as Fields), metric: readMetric(root, report) };
}

function withoutKeys(mapping: MappingTree, keys: readonly string[]): MappingTree {
  return { ...mapping, entries: new Map([...mapping.entries].filter(([key]) => !keys.includes(key))) };
}

function misplaced(key: string): { message: string; hint: string } | undefined {
  const meant = synonymOf(key, parameterNames());
  if (!findParameter(key) && (meant === undefined || synonymOf(key, SPEC_KEYS) !== undefined))
    return undefined;
  if (!findParameter(key)) {
    return {
      message: `${key} is no key of a spec`,
      hint: `The parameter ${meant} means the same; it belongs below "parameters:".`,
    };
  }
  return {
    message: `${key} is a parameter and belongs under parameters`,
    hint: 'Move the line below "parameters:" and indent it by two spaces.',
  };
}
