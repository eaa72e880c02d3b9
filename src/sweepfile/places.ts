import type { ParameterValue } from '../configuration.ts';
import type { Mention } from './parameters/readParameters.ts';
import type { Problem } from './problem.ts';
import type { Report } from './report.ts';
import type { MappingTree, Path, Tree } from './yaml/tree.ts';
import { partAt, plain } from './yaml/tree.ts';

/** A place in the spec: a path, with line and column if it is in the file. */
export type Where = Pick<Problem, 'path' | 'line' | 'column'>;

/** The places of a checked spec's parts, for problems that are found only when it is planned. */
export class SpecPlaces {
  private readonly root: MappingTree;
  private readonly mentions: ReadonlyMap<string, Mention>;
  private readonly report: Report;

  constructor(root: MappingTree, mentions: readonly Mention[], report: Report) {
    this.root = root;
    this.mentions = new Map(mentions.map((mention) => [mention.parameter.name, mention]));
    this.report = report;
  }

  /** Place of the value of a top-level key; of the whole spec if it has no such key. */
  key(key: string): Where {
    const part = partAt(this.root, [key]);
    return this.report.where(part?.place ?? this.root.place, part ? [key] : []);
  }

  /**
   * Place of a parameter's value, or of an item in its list; undefined if the spec leaves the parameter out.
   */
  value(parameter: string, value: ParameterValue): Where | undefined {
    const mention = this.mentions.get(parameter);
    const tree = mention && partAt(this.root, mention.path);
    if (!tree) return undefined;
    const { path } = mention;
    const { normalize } = mention.parameter.kind;
    const isValue = (part: Tree) => same(normalize(plain(part) as ParameterValue), value);
    for (const [list, at] of [
      [tree, path],
      [partAt(tree, ['values']), [...path, 'values']],
    ] as [Tree | undefined, Path][]) {
      const index = list?.type === 'list' ? list.items.findIndex(isValue) : -1;
      if (list?.type === 'list' && index !== -1)
        return this.report.where(list.items[index]!.place, [...at, index]);
    }
    return this.report.where(tree.place, path);
  }
}

function same(a: ParameterValue, b: ParameterValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
