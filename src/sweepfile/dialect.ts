import type { z } from 'zod';
import type { Metric } from '../metric/metric.ts';
import type { ValueKind } from '../model/value.ts';
import type { Space } from '../space/space.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { Mention } from './parameters/readParameters.ts';
import type { Report } from './report.ts';
import type { Entry, MappingTree, Path } from './yaml/tree.ts';

/** A parameter as a spec may write it. */
export interface ParameterRule {
  readonly name: string;
  /** Other names that a spec may use for it. */
  readonly aliases?: readonly string[];
  readonly kind: ValueKind;
  /** A value, or some with commas between them, to be shown in an example. */
  readonly example: string;
}

/** How a metric is named, and which way it goes. */
export interface MetricRules {
  /** The metric of a spec that names none. */
  readonly byDefault: Metric;
  /** What is said where a spec has none; nothing where absent. */
  readonly missing?: { readonly message: string; readonly hint: string };
  /** The metric that is written so; undefined, and reported, where there is none. */
  nameOf(entry: Entry, path: Path, report: Report): string | undefined;
  /** Which way is better where a spec does not say so. */
  goalOf(name: string): Metric['goal'];
}

/** The values of a dialect's own top-level keys; absent where the spec does not say or is wrong. */
export type OwnFields = Readonly<Record<string, unknown>>;

/** What the specs of one trainable may say besides what every spec may. */
export interface Dialect {
  /** What such a spec does, behind "this spec": `runs a program`. */
  readonly does: string;
  /** Keys of the top level of which one tells that a spec speaks this dialect. */
  readonly signs: readonly string[];
  /** Its own top-level keys. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /** The keys of those that are mappings; no other is legal in them. */
  readonly innerKeys: Readonly<Record<string, readonly string[]>>;
  /** Top-level keys that stand for several parameters. */
  readonly groups: readonly string[];
  /** Every name that a parameter may have; undefined where it may be any. */
  readonly parameterNames: readonly string[] | undefined;
  /** Whether it comes from W&B, whose YAML reads some numbers as text. */
  readonly fromWandb: boolean;
  readonly metric: MetricRules;
  parameter(name: string): ParameterRule | undefined;
  /** What is said of a name that no parameter has. */
  unknownParameter(name: string, report: Report): readonly [message: string, hint?: string];
  /**
   * Reports a spec whose parameters show that it is meant for another trainable.
   * @throws Abandoned then: what is wrong with each of them helps nobody.
   */
  refuseForeign?(root: MappingTree, report: Report): void;
  /** The spec with its groups as the parameters that they stand for. */
  spreadGroups(root: MappingTree, report: Report): MappingTree;
  /** The same for a setting of the command line. */
  spreadSetting(path: Path, entry: Entry, report: Report): readonly (readonly [readonly string[], Entry])[];
  /** Parameters that such a spec has besides those under `parameters`. */
  furtherParameters?(fields: OwnFields): Space;
  /** Judges what can only be judged together, and makes of it what trials train and what is searched. */
  build(spec: ReadSpec, report: Report): { readonly setup: SpecSetup; readonly space: Space };
}

/** What was read of a spec, right or wrong. */
export interface ReadSpec {
  readonly root: MappingTree;
  /** The path of its file. */
  readonly file: string;
  readonly fields: OwnFields;
  readonly mentions: readonly Mention[];
  /** The parameters that had no mistakes, with their conditions. */
  readonly space: Space;
}
