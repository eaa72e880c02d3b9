import type { z } from 'zod';
import type { Legal } from './legalValue.ts';
import { hintFor, refusal } from './legalValue.ts';
import type { Report } from './report.ts';
import { didYouMean } from './suggest.ts';
import { nameText } from './valueText.ts';
import type { Entry, MappingTree, Path } from './yaml/tree.ts';
import { partAt, pathText, plain } from './yaml/tree.ts';

/**
 * The value that a schema makes of an entry. If the schema refuses it, the result is undefined and the wrong
 * part is reported. `path` is the entry's own.
 */
export function read<S extends z.ZodType>(
  schema: S,
  entry: Entry,
  path: Path,
  report: Report,
): z.output<S> | undefined {
  const result = schema.safeParse(plain(entry.value));
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(issue, entry, path, report);
  return undefined;
}

/** Reports every illegal key of a closed mapping, with the words of `explain` if it has any. */
export function refuseUnknownKeys(
  mapping: MappingTree,
  legal: readonly string[],
  path: Path,
  report: Report,
  explain: (key: string) => { readonly message: string; readonly hint?: string } | undefined = () =>
    undefined,
): void {
  for (const [key, { keyPlace }] of mapping.entries) {
    if (legal.includes(key)) continue;
    const explained = explain(key);
    const where = path.length === 0 ? 'a spec' : labelOf(path);
    const takes = () => (report.tellsFirst(`keys of ${where}`) ? `, which takes ${legal.join(', ')}` : '');
    report.error(
      keyPlace,
      [...path, key],
      explained?.message ?? `${nameText(key)} is no key of ${where}${takes()}`,
      explained ? explained.hint : didYouMean(key, legal),
    );
  }
}

/** The name of the value at a path in messages: `metric.goal`, `batch_size`. */
export function labelOf(path: Path): string {
  const names = path.filter((step) => typeof step === 'string');
  return pathText(names.length > 1 && names[0] === 'parameters' ? names.slice(1) : names);
}

function reportIssue(issue: z.core.$ZodIssue, entry: Entry, path: Path, report: Report): void {
  const within = issue.path.filter((step) => typeof step !== 'symbol');
  const part = partAt(entry.value, within);
  if (part) {
    const at = [...path, ...within];
    const value = plain(part);
    report.error(part.place, at, refusal(labelOf(at), issue.message, value), hintOf(issue, value));
  } else if (entry.value.type === 'mapping') {
    const at = [...path, ...within];
    report.error(entry.keyPlace, at, `${labelOf(at)} is missing: it ${issue.message}`);
  } else {
    // The issue is about the mapping that a short form abbreviates.
    const value = plain(entry.value);
    report.error(entry.value.place, path, refusal(labelOf(path), issue.message, value), hintOf(issue, value));
  }
}

function hintOf(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  const legal = issue.code === 'custom' ? (issue.params?.legal as Legal | undefined) : undefined;
  return legal && hintFor(legal, value);
}
