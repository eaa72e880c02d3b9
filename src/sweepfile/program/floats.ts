import type { Floats, ParameterFloats } from '../../trainable/program/floats.ts';
import { isWholeDecimal } from '../parameters/chooseKind.ts';
import type { Mention } from '../parameters/readParameters.ts';
import { type MappingTree, partAt, plain, type Tree } from '../yaml/tree.ts';

/**
 * Which whole numbers of a spec's parameters are floats, as W&B has them: the listed ones that are written so, all of a
 * continuous distribution, and of one with steps those of a `q` that is a float; a grid adds q to `min`, up to `max`. Undefined where there are none.
 */
export function floatsOf(
  mentions: readonly Mention[],
  root: MappingTree,
): Readonly<Record<string, ParameterFloats>> | undefined {
  const method = partAt(root, ['method']);
  const ends = method && plain(method) === 'grid' ? ['min', 'max'] : [];
  const all = mentions.flatMap((mention) => {
    const floats = floatsOfOne(mention, ends);
    return floats ? [[mention.parameter.name, floats]] : [];
  });
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

function floatsOfOne(
  { definition, distribution }: Mention,
  ends: readonly string[],
): ParameterFloats | undefined {
  const kind = distribution?.kind;
  if (!distribution || kind === 'int_uniform') return undefined;
  if (!distribution.support) return listedFloats(valuesOf(definition));
  if (!kind!.startsWith('q_')) return true;
  return ['q', ...ends].some((key) => isFloat(partAt(definition, [key]))) ? true : undefined;
}

/** By the JSON of each value; of two that are equal the first one counts, as in the list. */
function listedFloats(trees: readonly Tree[]): ParameterFloats | undefined {
  const found = new Map<string, Floats | undefined>();
  for (const tree of trees) {
    const key = JSON.stringify(plain(tree));
    if (!found.has(key)) found.set(key, floatsIn(tree));
  }
  const floats = [...found].filter((entry): entry is [string, Floats] => entry[1] !== undefined);
  return floats.length > 0 ? Object.fromEntries(floats) : undefined;
}

function valuesOf(definition: Tree): readonly Tree[] {
  if (definition.type === 'scalar') return [definition];
  const value = partAt(definition, ['value']);
  if (value) return [value];
  const list = definition.type === 'list' ? definition : partAt(definition, ['values']);
  return list?.type === 'list' ? list.items : [];
}

function floatsIn(tree: Tree): Floats | undefined {
  if (tree.type === 'scalar') return isWholeDecimal(tree) || undefined;
  const parts: (readonly [string | number, Tree])[] =
    tree.type === 'list'
      ? [...tree.items.entries()]
      : [...tree.entries].map(([key, { value }]) => [key, value]);
  const floats = parts.flatMap(([key, part]) => {
    const inner = floatsIn(part);
    return inner ? [[key, inner]] : [];
  });
  return floats.length > 0 ? Object.fromEntries(floats) : undefined;
}

function isFloat(tree: Tree | undefined): boolean {
  return isWholeDecimal(tree) || (tree?.type === 'scalar' && !Number.isInteger(tree.value));
}
