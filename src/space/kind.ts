import type { ParameterValue } from '../configuration.ts';
import type { Distribution } from './space.ts';

/** The type of a value in a definition; `positive` is a number above 0. */
export type KeyType = 'value' | 'values' | 'probabilities' | 'number' | 'positive' | 'integer';

export interface KeyRule {
  readonly type: KeyType;
  /** The value if the key is absent; a key without one is required. */
  readonly default?: number;
}

/** A definition whose keys and types have been checked against its kind's; defaults are filled in. */
export interface Definition {
  readonly value?: ParameterValue;
  readonly values?: readonly ParameterValue[];
  readonly probabilities?: readonly number[];
  readonly min?: number;
  readonly max?: number;
  readonly q?: number;
  readonly mu?: number;
  readonly sigma?: number;
  readonly a?: number;
  readonly b?: number;
}

/** A rule between keys that a definition breaks, worded to follow the key: `must be less than max`. */
export interface Fault {
  readonly key: string;
  readonly rule: string;
}

/**
 * One of W&B's distributions: the definitions that it accepts, and the distribution that it makes of them.
 */
export interface DistributionKind {
  readonly name: string;
  /** The keys that a definition may have, besides `distribution`; no other is legal. */
  readonly keys: Readonly<Record<string, KeyRule>>;
  /** Whether a grid sweep accepts it. */
  readonly grid: boolean;
  /** Rules between keys, for a definition whose keys are each right by themselves. */
  faults(definition: Definition): readonly Fault[];
  /** Makes the distribution of a definition that has no mistakes. */
  build(definition: Definition): Distribution;
}

/** The plain data that a distribution gives as its definition, with sorted keys. */
export function sortedDefinition(name: string, definition: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries({ distribution: name, ...definition });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
