import type { Parameter } from '../model/parameter.ts';
import type { Report } from './report.ts';
import type { Method } from './spec.ts';
import type { Path, Place, Tree } from './tree.ts';

/** One entry under `parameters`, with what is needed to judge it. */
export interface Slot {
  readonly parameter: Parameter;
  /** As the spec spells it: the name or an alias. */
  readonly name: string;
  readonly keyPlace: Place;
  readonly value: Tree;
  readonly path: Path;
  /** Undefined where the spec's is missing or wrong. */
  readonly method: Method | undefined;
  readonly report: Report;
}

/** A value to show in an example for a parameter. */
export function exampleOf({ parameter }: Slot): string {
  const { defaultValue, kind } = parameter;
  if (kind.choices) return kind.choices.slice(0, 2).join(', ');
  return typeof defaultValue === 'function' ? String(defaultValue('cnn', {})) : String(defaultValue);
}
