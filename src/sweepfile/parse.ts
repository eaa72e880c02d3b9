import { basename, extname } from 'node:path';
import { datasetOf } from './dataset.ts';
import { readDocument } from './document.ts';
import { warnOfNoEffect } from './effects.ts';
import type { Fields } from './fields.ts';
import { spreadGroups } from './groups.ts';
import { limitValidation } from './limitValidation.ts';
import { isName } from './name.ts';
import { applyOverrides } from './overrides.ts';
import type { Mention } from './parameters.ts';
import { readParameters, spaceOf } from './parameters.ts';
import { SpecPlaces } from './places.ts';
import type { Problem } from './problem.ts';
import { Abandoned, Report } from './report.ts';
import type { Metric, Spec } from './spec.ts';
import { METHODS } from './spec.ts';
import { readTopLevel } from './topLevel.ts';
import type { MappingTree } from './tree.ts';

export type ParsedSpec =
  | {
      readonly ok: true;
      readonly spec: Spec;
      readonly places: SpecPlaces;
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

export interface ParseOptions {
  /** The path of the spec's file: its default name, and where relative paths in it start. */
  readonly file: string;
  /** Settings of the command line, each `key=value` with the value in YAML; the last one wins. */
  readonly overrides?: readonly string[];
}

/**
 * The spec that a YAML text describes, or everything that is wrong with it at once (YAML syntax errors hide the
 * rest), in the order of the text. Never throws.
 */
export function parseSpec(fileText: string, { file, overrides = [] }: ParseOptions): ParsedSpec {
  const text = fileText.replace(/^\uFEFF/, '');
  const report = new Report(text);
  const read = readText(text, file, overrides, report);
  const problems = report.problems('error');
  const warnings = report.problems('warning');
  return read && problems.length === 0 ? { ok: true, ...read, warnings } : { ok: false, problems, warnings };
}

function readText(
  text: string,
  file: string,
  overrides: readonly string[],
  report: Report,
): { spec: Spec; places: SpecPlaces } | undefined {
  try {
    const written = readDocument(text, report);
    const root = applyOverrides(written && spreadGroups(written, report), overrides, report);
    return root && readSpec(root, file, report);
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}

function readSpec(
  root: MappingTree,
  file: string,
  report: Report,
): { spec: Spec; places: SpecPlaces } | undefined {
  const fields = readTopLevel(root, report);
  requireMethod(root, fields, report);
  limitValidation(root, fields, report);
  const mentions = readParameters(root, fields.method, report);
  const models = fields.model ?? ['cnn'];
  if (mentions.every(({ distribution }) => distribution)) warnOfNoEffect(mentions, models, report);
  const spec = build(fields, mentions, file);
  return spec && { spec, places: new SpecPlaces(root, mentions, report) };
}

function requireMethod(root: MappingTree, { method, run_cap }: Fields, report: Report): void {
  const entry = root.entries.get('method');
  if (!entry) {
    const message = `method is missing: it must be one of ${METHODS.join(', ')}`;
    report.error(root.place, ['method'], message, 'Such as "method: grid", which tries every combination.');
  }
  if (method === 'random' && run_cap === undefined && !root.entries.has('run_cap')) {
    const message = 'run_cap is missing: a random sweep needs to know how many configurations to try';
    report.error(entry!.keyPlace, ['run_cap'], message, 'Such as "run_cap: 20".');
  }
}

/** Undefined where a required part is wrong. */
function build(
  fields: Fields & { metric?: Metric | undefined },
  mentions: readonly Mention[],
  file: string,
): Spec | undefined {
  const { method, metric, dataset, validation } = fields;
  if (!method || !metric) return undefined;
  const size = validation?.size ?? 10_000;
  return {
    name: fields.name?.normalize() ?? nameOf(file),
    ...(fields.description === undefined ? {} : { description: fields.description }),
    models: fields.model ?? ['cnn'],
    dataset: datasetOf(dataset, file),
    method,
    metric,
    space: spaceOf(mentions),
    seed: fields.seed ?? 0,
    replicates: fields.replicates ?? 1,
    ...(fields.run_cap === undefined ? {} : { runCap: fields.run_cap }),
    validation: size === 'test' ? { kind: 'test' } : { kind: 'holdout', size, seed: validation?.seed ?? 0 },
    engine: fields.engine ?? 'onnx',
    ...(fields.workers === undefined ? {} : { workers: fields.workers }),
  };
}

function nameOf(file: string): string {
  const name = basename(file, extname(file)).normalize();
  return isName(name) ? name : 'sweep';
}
