import { basename, extname } from 'node:path';
import { trainableOf } from '../trainable/index.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf } from './dialects.ts';
import { refuseThaw } from './earlyTerminate/read.ts';
import { readLearnFrom } from './learnFrom.ts';
import { isName } from './name.ts';
import { applyOverrides, keysSet } from './overrides.ts';
import { withConditions } from './parameters/readConditions.ts';
import { readParameters, spaceOf } from './parameters/readParameters.ts';
import { SpecPlaces } from './places.ts';
import { readPrior } from './prior.ts';
import type { Problem } from './problem.ts';
import { Abandoned, Report } from './report.ts';
import { readRoles } from './roles/read.ts';
import { LOOKAHEAD, type Spec } from './spec.ts';
import { readTopLevel } from './topLevel.ts';
import { readTryFirst } from './tryFirst.ts';
import { readDocument } from './yaml/document.ts';
import { readAsWandb } from './yaml/readAsWandb.ts';
import type { MappingTree } from './yaml/tree.ts';

export type ParsedSpec =
  | {
      readonly ok: true;
      readonly spec: Spec;
      readonly places: SpecPlaces;
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

export interface ParseOptions {
  /** The path of the spec's file: its default name, and the base of relative paths in it. */
  readonly file: string;
  /** Settings of the command line, each `key=value` with the value in YAML; the last one wins. */
  readonly overrides?: readonly string[];
}

/**
 * The spec in a YAML text, or all of its mistakes at once (YAML syntax errors hide the rest), in the order of
 * the text. Never throws.
 */
export function parseSpec(fileText: string, { file, overrides = [] }: ParseOptions): ParsedSpec {
  // A lone carriage return ends a line, too, as on old Macintoshes.
  const text = fileText.replace(/^\uFEFF/, '').replaceAll(/\r(?!\n)/g, '\n');
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
    if (!written) return undefined;
    const dialect = dialectOf(written, keysSet(overrides), report);
    const spread = dialect.spreadGroups(written, report);
    const root = applyOverrides(spread, dialect, overrides, report);
    return root && readSpec(readAsWandb(root, dialect.fromWandb, report), dialect, file, report);
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}

/** Undefined if a required part is wrong. */
function readSpec(
  root: MappingTree,
  dialect: Dialect,
  file: string,
  report: Report,
): { spec: Spec; places: SpecPlaces } | undefined {
  const top = readTopLevel(root, dialect, report);
  const { fields, own, metric, target, noGainIn, earlyTerminate, finals } = top;
  dialect.refuseForeign?.(root, report);
  const { method } = fields;
  const mentions = readParameters(root, dialect, method, report);
  const written = spaceOf(mentions);
  const all = new Map([...written, ...(dialect.furtherParameters?.(own) ?? [])]);
  const conditioned = withConditions({ space: all, mentions, dialect, report }, written);
  const read = { root, file, fields: own, mentions, space: conditioned };
  const { setup, space } = dialect.build(read, report);
  if (!trainableOf(setup.kind).keepsStates) refuseThaw(root, report);
  const tryFirst = readTryFirst(root, mentions, space, report);
  const prior = readPrior(root, fields, { mentions, space, report });
  const learnFrom = readLearnFrom(root, method, file, report);
  const { run_cap: runCap } = fields;
  const roles = readRoles(root, { mentions, space, setup, report, runCap });
  if (!method || !metric) return undefined;
  const spec: Spec = {
    name: fields.name?.normalize() ?? nameOf(file),
    ...(fields.description === undefined ? {} : { description: fields.description }),
    setup,
    method,
    metric,
    space,
    seed: fields.seed ?? 0,
    replicates: fields.replicates ?? 1,
    ...(runCap === undefined ? {} : { runCap }),
    ...(fields.time_budget === undefined ? {} : { timeBudgetMs: fields.time_budget }),
    ...(fields.order === 'shuffled' ? { order: 'shuffled' as const } : {}),
    ...(fields.design === 'sobol' ? { design: 'sobol' as const } : {}),
    ...(tryFirst === undefined ? {} : { tryFirst }),
    ...(prior === undefined ? {} : { prior }),
    ...(roles === undefined ? {} : { roles }),
    ...(learnFrom === undefined ? {} : { learnFrom }),
    ...(target === undefined ? {} : { target }),
    ...(noGainIn === undefined ? {} : { noGainIn }),
    ...(earlyTerminate === undefined ? {} : { earlyTerminate }),
    ...(finals === undefined ? {} : { finals }),
    lookahead: fields.lookahead ?? LOOKAHEAD,
    ...(fields.workers === undefined ? {} : { workers: fields.workers }),
    ...(fields.keep_states === undefined ? {} : { keptStatesBytes: fields.keep_states }),
  };
  return { spec, places: new SpecPlaces(root, mentions, report) };
}

function nameOf(file: string): string {
  const name = basename(file, extname(file)).normalize();
  return isName(name) ? name : 'sweep';
}
