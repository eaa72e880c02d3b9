import type { ParameterValue } from '../configuration.ts';
import { hintFor, refusal } from './legal.ts';
import type { Slot } from './slot.ts';
import type { ListTree, Path, Tree } from './tree.ts';
import { plain } from './tree.ts';

/** One legal value in its normal form, or undefined, which is then reported. */
export function readOneValue(slot: Slot, tree: Tree, path: Path): ParameterValue | undefined {
  const { kind } = slot.parameter;
  const value = plain(tree);
  if (kind.accepts(value)) return kind.normalize(value);
  const rule = `must be ${kind.description}`;
  slot.report.error(tree.place, path, refusal(slot.name, rule, value), hintFor(kind, value));
  return undefined;
}

/** All values of a list, or undefined where any is wrong; each is reported. Warns of repetitions and keeps them. */
export function readValues(slot: Slot, list: ListTree, path: Path): ParameterValue[] | undefined {
  const { name, parameter, report } = slot;
  if (list.items.length === 0) {
    const hint = parameter.kind.accepts([])
      ? `For no layer at all, write ${name}: [[]].`
      : `List at least one, or leave ${name} out for its default.`;
    report.error(list.place, path, `${name} lists no values`, hint);
    return undefined;
  }
  const values: ParameterValue[] = [];
  const told = new Set<string>();
  for (const [index, item] of list.items.entries()) {
    const at = [...path, index];
    const value = readOneValue(slot, item, at);
    if (value === undefined) continue;
    const key = JSON.stringify(value);
    if (told.has(key)) {
      report.warning(
        item.place,
        at,
        `${name} lists ${key.replaceAll(',', ', ')} twice`,
        'Remove one of them.',
      );
    }
    told.add(key);
    values.push(value);
  }
  return values.length === list.items.length ? values : undefined;
}

/** Each value once, at its first place. */
export function distinct(values: readonly ParameterValue[]): ParameterValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
