import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Report } from '../report.ts';
import { nameText } from '../valueText.ts';
import { MOST_PARTS } from './extent.ts';
import { EXCESSES, FLOAT_TAG } from './parseYaml.ts';
import type { Entry, Path, Place, Tree } from './tree.ts';

/**
 * The tree of a parsed YAML document. Reports duplicate keys, unknown aliases and keys that are no text. If
 * `everywhere` is given, it is the place of every part.
 * @throws Abandoned if aliases and merge keys expand to too much, which is reported.
 */
export function treeOf(document: Document, report: Report, everywhere?: Place): Tree {
  return new TreeBuilder(report, everywhere).build(document.contents, [], { offset: 0 });
}

class TreeBuilder {
  private readonly report: Report;
  private readonly everywhere: Place | undefined;
  private readonly anchors = new Map<string, Tree>();
  /** Number of parts of each list and mapping, with aliases expanded. */
  private readonly sizes = new WeakMap<Tree, number>();
  private parts = 0;

  constructor(report: Report, everywhere: Place | undefined) {
    this.report = report;
    this.everywhere = everywhere;
  }

  build(node: unknown, path: Path, fallback: Place): Tree {
    const place = this.placeOf(node, fallback);
    if (isAlias(node)) {
      const anchored = this.anchors.get(node.source);
      if (anchored) {
        this.count(this.sizes.get(anchored) ?? 1, place);
        return anchored;
      }
      this.report.error(place, path, `No anchor &${nameText(node.source)} stands before this alias`);
      return { type: 'scalar', place, value: null, source: '', plain: true };
    }
    const before = this.parts;
    this.count(1, place);
    const tree = this.buildOwn(node, path, place);
    if (tree.type !== 'scalar') this.sizes.set(tree, this.parts - before);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, tree);
    return tree;
  }

  private buildOwn(node: unknown, path: Path, place: Place): Tree {
    if (isMap(node)) return { type: 'mapping', place, entries: this.entries(node, path, place) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.build(item, [...path, index], place));
      return { type: 'list', place, items };
    }
    const scalar = isScalar(node) ? node : undefined;
    const value = scalarValue(scalar);
    const plain = scalar?.type === 'PLAIN' && scalar.tag === undefined;
    // `!!float 1` is no integer, although it looks like one.
    const source =
      scalar?.tag === FLOAT_TAG && Number.isInteger(value) ? `${value}.0` : (scalar?.source ?? '');
    return { type: 'scalar', place, value, source, plain };
  }

  private entries(node: YAMLMap, path: Path, place: Place): Map<string, Entry> {
    const own = new Map<string, Entry>();
    const merged: Tree[] = [];
    for (const pair of node.items) {
      const keyPlace = this.placeOf(pair.key, place);
      const key = this.keyOf(pair, path, keyPlace);
      if (key === undefined) continue;
      const value = this.build(pair.value, [...path, key], keyPlace);
      if (key === '<<') {
        for (const source of this.mergeSources(value, path, keyPlace)) merged.push(source);
      } else if (own.has(key)) {
        this.report.error(
          keyPlace,
          [...path, key],
          `The key ${nameText(key)} stands twice in this mapping`,
          'Keep one of them.',
        );
      } else {
        own.set(key, { keyPlace, value });
      }
    }
    return this.withMerged(own, merged, path, place);
  }

  /** If two merged mappings have a key, YAML 1.1 takes the first, and PyYAML, which W&B uses, the last. */
  private withMerged(
    own: ReadonlyMap<string, Entry>,
    merged: readonly Tree[],
    path: Path,
    place: Place,
  ): Map<string, Entry> {
    const all = new Map(own);
    for (const source of merged) {
      if (source.type !== 'mapping') continue;
      for (const [key, entry] of source.entries) {
        const before = all.get(key);
        all.set(key, before ?? entry);
        if (!before || own.has(key) || before.value === entry.value) continue;
        this.report.error(
          place,
          [...path, key],
          `The key ${nameText(key)} stands in two of the mappings that << merges here, and readers of YAML take different ones`,
          'Write the key in this mapping itself, or remove it from one of them.',
        );
      }
    }
    return all;
  }

  private mergeSources(value: Tree, path: Path, place: Place): readonly Tree[] {
    const sources = value.type === 'list' ? value.items : [value];
    if (sources.some(({ type }) => type !== 'mapping')) {
      this.report.error(
        place,
        path,
        'The merge key << takes a mapping or a list of mappings, such as *defaults',
      );
    }
    return sources;
  }

  private keyOf(pair: Pair, path: Path, place: Place): string | undefined {
    if (isScalar(pair.key) && pair.key.value !== null) return String(pair.key.value);
    this.report.error(place, path, 'A key must be a name');
    return undefined;
  }

  private count(parts: number, place: Place): void {
    this.parts += parts;
    if (this.parts > MOST_PARTS) this.report.abandon(place, ...EXCESSES.parts);
  }

  private placeOf(node: unknown, fallback: Place): Place {
    if (this.everywhere) return this.everywhere;
    const range = (node as Node | null | undefined)?.range;
    return range ? { offset: range[0] } : fallback;
  }
}

function scalarValue(node: Scalar | undefined): string | number | boolean | null {
  const value = node?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
