import type { ParameterRule } from '../dialect.ts';
import type { Report } from '../report.ts';
import type { Method } from '../spec.ts';
import type { Path, Place, Tree } from '../yaml/tree.ts';

/** One entry under `parameters`, with the context to check it. */
export interface WrittenParameter {
  readonly parameter: ParameterRule;
  /** As the spec spells it: the name or an alias. */
  readonly name: string;
  readonly keyPlace: Place;
  readonly value: Tree;
  readonly path: Path;
  /** Undefined if the spec's is missing or wrong. */
  readonly method: Method | undefined;
  readonly report: Report;
}
