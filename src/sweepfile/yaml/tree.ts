import { nameText } from '../valueText.ts';

/** The place of a part of a spec: an offset into the text, or an option of the command line. */
export type Place = { readonly offset: number } | { readonly option: string };

export interface ScalarTree {
  readonly type: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** The value as it is written, without quotes: distinguishes `1` from `1.0`. */
  readonly source: string;
  /** Whether it has neither quotes nor a tag. */
  readonly plain: boolean;
}

export interface ListTree {
  readonly type: 'list';
  readonly place: Place;
  readonly items: readonly Tree[];
}

export interface Entry {
  readonly keyPlace: Place;
  readonly value: Tree;
}

export interface MappingTree {
  readonly type: 'mapping';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A YAML value that remembers the place of each of its parts. Aliases share their anchor's tree. */
export type Tree = ScalarTree | ListTree | MappingTree;

/** Keys and indices from the spec's top down to a value. */
export type Path = readonly (string | number)[];

const plainValues = new WeakMap<Tree, unknown>();

/** The value as plain data. Shared trees give shared objects, so that aliases of aliases do not grow. */
export function plain(tree: Tree): unknown {
  if (tree.type === 'scalar') return tree.value;
  if (!plainValues.has(tree)) {
    plainValues.set(
      tree,
      tree.type === 'list'
        ? tree.items.map(plain)
        : Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.value)])),
    );
  }
  return plainValues.get(tree);
}

/** The part at `path`; undefined if there is none. */
export function partAt(tree: Tree, path: Path): Tree | undefined {
  let part: Tree | undefined = tree;
  for (const step of path) {
    if (part?.type === 'mapping') part = part.entries.get(String(step))?.value;
    else if (part?.type === 'list' && typeof step === 'number') part = part.items[step];
    else return undefined;
  }
  return part;
}

/** `parameters.filters[1]` for `['parameters', 'filters', 1]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? nameText(step) : `${text}.${nameText(step)}`;
  }, '');
}
