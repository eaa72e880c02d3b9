import type { Report } from '../report.ts';
import { nameText } from '../valueText.ts';
import { readPyScalar } from './pyYaml.ts';
import type { Entry, MappingTree, Path, ScalarTree, Tree } from './tree.ts';

/** Top-level keys whose values are always words or names. */
const TEXTS = ['name', 'description', 'project', 'entity', 'program', 'trainer', 'dataset', 'model'];
/** Top-level keys below which yes, no, on and off are booleans, as in YAML 1.1. */
const WITH_FLAGS = ['parameters', 'early_terminate'];

/**
 * The spec with its numbers and flags as W&B reads them, where YAML 1.1 and 1.2 differ. Reports numbers that
 * would be different there and, with `fromWandb`, numbers here that are texts there.
 */
export function readAsWandb(root: MappingTree, fromWandb: boolean, report: Report): MappingTree {
  const entries = [...root.entries].map(([key, entry]): [string, Entry] => {
    if (key === 'command') return [key, { ...entry, value: asWords(entry.value) }];
    if (TEXTS.includes(key)) return [key, entry];
    const reader = new Reader(WITH_FLAGS.includes(key), fromWandb, report);
    return [key, { ...entry, value: reader.read(entry.value, [key]) }];
  });
  return { ...root, entries: new Map(entries) };
}

/** A list of words, unchanged. */
function asWords(tree: Tree): Tree {
  if (tree.type !== 'list') return tree;
  const items = tree.items.map((item) =>
    item.type === 'scalar' && item.plain && item.value !== null ? { ...item, value: item.source } : item,
  );
  return { ...tree, items };
}

class Reader {
  private readonly flags: boolean;
  private readonly fromWandb: boolean;
  private readonly report: Report;
  /** Aliases share their anchor's tree, which is read once. */
  private readonly known = new Map<Tree, Tree>();

  constructor(flags: boolean, fromWandb: boolean, report: Report) {
    this.flags = flags;
    this.fromWandb = fromWandb;
    this.report = report;
  }

  read(tree: Tree, path: Path): Tree {
    const known = this.known.get(tree);
    if (known) return known;
    const read = this.readNew(tree, path);
    this.known.set(tree, read);
    return read;
  }

  private readNew(tree: Tree, path: Path): Tree {
    if (tree.type === 'scalar') return tree.plain ? this.scalar(tree, path) : tree;
    if (tree.type === 'list') {
      return { ...tree, items: tree.items.map((item, index) => this.read(item, [...path, index])) };
    }
    const entries = [...tree.entries].map(([key, entry]): [string, Entry] => [
      key,
      { ...entry, value: this.read(entry.value, [...path, key]) },
    ]);
    return { ...tree, entries: new Map(entries) };
  }

  private scalar(tree: ScalarTree, path: Path): ScalarTree {
    const { source, value, place } = tree;
    const theirs = readPyScalar(source);
    const text = nameText(source);
    if (theirs.kind === 'bool') return this.flags ? { ...tree, value: theirs.value } : tree;
    if (theirs.kind === 'other') {
      if (typeof value !== 'number') return tree;
      if (/^[-+]?0[0-9o]/.test(source)) {
        const hint = `Write ${value} for the number, or "${text}" for the text.`;
        this.report.error(place, path, `${text} is text to W&B, and a number elsewhere`, hint);
      } else if (this.fromWandb && this.report.tellsFirst('numbers that are text to W&B')) {
        const message = `${text} is read as the number ${value}; to W&B it is text`;
        const hint = `Write ${decimal(value)}, which is this number to both, or "${text}" for the text.`;
        this.report.warning(place, path, message, hint);
      }
      return tree;
    }
    if (theirs.sexagesimal) {
      const hint = `Write ${theirs.value} for the number, or "${text}" for the text.`;
      this.report.error(place, path, `${text} is ${theirs.value} to W&B, minutes and seconds`, hint);
    } else if (theirs.kind === 'int' && !Number.isSafeInteger(theirs.value)) {
      const hint = `Write "${text}" with quotes, which gives a program the same digits.`;
      this.report.error(place, path, `${text} has more digits than a number keeps`, hint);
    } else if (typeof value === 'number' && !Object.is(theirs.value, value)) {
      const hint = `Write ${theirs.value} or ${value}.`;
      this.report.error(
        place,
        path,
        `${text} is ${theirs.value} to W&B, an octal number, and ${value} elsewhere`,
        hint,
      );
    }
    return { ...tree, value: theirs.value, source: theirs.kind === 'int' ? String(theirs.value) : source };
  }
}

/** A number that YAML 1.1, too, reads as one: it needs a point, and a sign in the exponent. */
function decimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa, exponent] = text.split('e') as [string, string];
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent}`;
}
