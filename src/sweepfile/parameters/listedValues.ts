import type { ParameterValue } from '../../configuration.ts';
import { hintFor, refusal } from '../legalValue.ts';
import { valueText } from '../valueText.ts';
import type { ListTree, Path, Tree } from '../yaml/tree.ts';
import { plain } from '../yaml/tree.ts';
import type { WrittenParameter } from './written.ts';

/**
 * One legal value in its normal form; undefined, and reported, if it is illegal. Reports what another word
 * means.
 */
export function readOneValue(
  { name, parameter: { kind }, report }: WrittenParameter,
  tree: Tree,
  path: Path,
): ParameterValue | undefined {
  const value = plain(tree);
  if (!kind.accepts(value)) {
    // A list of names is long, and need not be printed for each name that is not in it.
    const again = kind.choices !== undefined && !report.tellsFirst(`values of ${name}`);
    const message = again
      ? `${name} cannot be ${valueText(value)} either`
      : refusal(name, `must be ${kind.description}`, value);
    report.error(tree.place, path, message, hintFor(kind, value));
    return undefined;
  }
  const meaning = typeof value === 'string' ? kind.meaning?.(value) : undefined;
  if (meaning !== undefined && report.tellsFirst(`${name} ${value}`)) {
    report.warning(tree.place, path, `${name} ${value} is ${meaning}`);
  }
  return kind.normalize(value);
}

/**
 * All values of a list; undefined if any is wrong; each wrong one is reported. Warns of repetitions and keeps
 * them.
 */
export function readValues(
  written: WrittenParameter,
  list: ListTree,
  path: Path,
): ParameterValue[] | undefined {
  const { name, parameter, report } = written;
  if (list.items.length === 0) {
    const { kind } = parameter;
    const hint =
      kind.range === 'integer' && kind.accepts([])
        ? `For no layer at all, write ${name}: [[]].`
        : `List at least one, or leave ${name} out for its default.`;
    report.error(list.place, path, `${name} lists no values`, hint);
    return undefined;
  }
  const values: ParameterValue[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.items.entries()) {
    const at = [...path, index];
    const value = readOneValue(written, item, at);
    if (value === undefined) continue;
    const key = JSON.stringify(value);
    if (seen.has(key)) {
      report.warning(
        item.place,
        at,
        `${name} lists ${key.replaceAll(',', ', ')} twice`,
        'Remove one of them.',
      );
    }
    seen.add(key);
    values.push(value);
  }
  return values.length === list.items.length ? values : undefined;
}

/** Each value once, at its first place. */
export function distinct(values: readonly ParameterValue[]): ParameterValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
