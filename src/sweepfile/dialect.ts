import type { z } from 'zod';
import type { Metric } from '../metric/metric.ts';
import type { ValueKind } from '../model/value.ts';
import type { Space } from '../space/space.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { Mention } from './parameters/readParameters.ts';
import type { Report } from './report.ts';
import type { Entry, MappingTree, Path } from './yaml/tree.ts';

/** A parameter, as a spec may write it. */
export interface ParameterRule {
  readonly name: string;
  /** Other names that a spec may use for it. */
  readonly aliases?: readonly string[];
  readonly kind: ValueKind;
  /** A value, or several separated by commas, for examples in messages. */
  readonly example: string;
}

/** Rules for the name and the goal of a metric. */
export interface MetricRules {
  /** The metric of a spec that names none. */
  readonly byDefault: Metric;
  /** The message if a spec has none; no message if absent. */
  readonly missing?: { readonly message: string; readonly hint: string };
  /** The metric with that written name; undefined, and reported, if there is none. */
  nameOf(entry: Entry, path: Path, report: Report): string | undefined;
  /** Which way is better if a spec does not say so. */
  goalOf(name: string): Metric['goal'];
}

/** The values of a dialect's own top-level keys; absent if the spec does not set one or it is wrong. */
export type OwnFields = Readonly<Record<string, unknown>>;

/** What the specs of one trainable may contain in addition to what every spec may. */
export interface Dialect {
  /** What such a spec does, to follow "this spec": `runs a program`. */
  readonly does: string;
  /** Top-level keys each of which shows that a spec speaks this dialect. */
  readonly signs: readonly string[];
  /** Its own top-level keys. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /** The keys of those fields that are mappings; no other is legal in them. */
  readonly innerKeys: Readonly<Record<string, readonly string[]>>;
  /** Top-level keys that represent several parameters. */
  readonly groups: readonly string[];
  /** Every name that a parameter may have; undefined if any is allowed. */
  readonly parameterNames: readonly string[] | undefined;
  /** Whether it comes from W&B, whose YAML reads some numbers as text. */
  readonly fromWandb: boolean;
  readonly metric: MetricRules;
  parameter(name: string): ParameterRule | undefined;
  /** The message and the hint for a name that no parameter has. */
  unknownParameter(name: string, report: Report): readonly [message: string, hint?: string];
  /**
   * Reports a spec whose parameters show that it is meant for another trainable.
   * @throws Abandoned in that case: an error for each parameter would help nobody.
   */
  refuseForeign?(root: MappingTree, report: Report): void;
  /** The spec with each group replaced by its parameters. */
  spreadGroups(root: MappingTree, report: Report): MappingTree;
  /** The same for a setting of the command line. */
  spreadSetting(path: Path, entry: Entry, report: Report): readonly (readonly [readonly string[], Entry])[];
  /** Parameters that such a spec has in addition to those under `parameters`. */
  furtherParameters?(fields: OwnFields): Space;
  /** Checks values against each other, and makes the setup of the trials and the space of the search. */
  build(spec: ReadSpec, report: Report): { readonly setup: SpecSetup; readonly space: Space };
}

/** The values that were read from a spec, right or wrong. */
export interface ReadSpec {
  readonly root: MappingTree;
  /** The path of its file. */
  readonly file: string;
  readonly fields: OwnFields;
  readonly mentions: readonly Mention[];
  /** The parameters that had no mistakes, with their conditions. */
  readonly space: Space;
}
